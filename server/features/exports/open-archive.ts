import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { AuditActionName } from '#contracts/audit-actions.ts';
import { AppError } from '#server/platform/app-error.ts';
import { type BlobStore, blobKey } from '#server/platform/blobs/index.ts';
import { type StoredFile, writeArchive } from '#server/platform/zip/index.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { openSealedFile } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import { whileStanding } from '#server/security/standing.ts';
import { type ArchiveFile, fileContext } from './archive-file.ts';
import { type ExportRow, findExport } from './export.store.ts';
import { endOf } from './export.view.ts';
import { archiveFiles, type Work } from './work.ts';

export interface OpenArchive {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly content: Readable;
}

/**
 * The archive, for whoever asked for it, as long as it is there; that it was fetched is in the log before a byte
 * leaves. Whoever is shut out meanwhile gets no further byte. @throws AppError not_found, conflict, gone.
 */
export async function openArchive(caller: WorkspaceCaller, exportId: string): Promise<OpenArchive> {
  const { services, workspaceId } = caller;
  const since = services.events.accessChanges();
  const row = await readFetchable(caller, exportId, 'export.fetched');
  const work = { services, workspaceId, exportId };
  const ask = async () => void (await readFetchable(caller, exportId, null));
  const standing = whileStanding(services.events, { ids: [row.requested_by, workspaceId], since, ask });
  const content = Readable.from(archiveOf(work), { objectMode: false, signal: standing.signal });
  content.once('close', standing.leave);
  return {
    name: `caseward-export-${row.requested_at.slice(0, 10)}.zip`,
    size: Number(row.size),
    content,
  };
}

/** An export that this reader may fetch now; the audit log is told so by `action`. */
function readFetchable(
  caller: WorkspaceCaller,
  id: string,
  action: AuditActionName | null,
): Promise<ExportRow> {
  const now = caller.services.clock.now().toISOString();
  return read(caller, 'workspace.export', async (tx, { actor }) => {
    const row = await findExport(tx, id);
    if (row?.requested_by !== actor.userId) throw new AppError('not_found');
    if (row.state === 'queued' || row.state === 'running')
      throw new AppError('conflict', { message: 'The export is not done yet.' });
    if (row.state !== 'done' || row.done_at === null || endOf(row.done_at) <= now)
      throw new AppError('gone', { message: 'This export is no longer kept. Ask for another.' });
    const detail = { size: Number(row.size) };
    const disclosed = action === null ? undefined : { action, targetKind: 'export', targetId: id, detail };
    return { out: row, disclosed };
  });
}

/** The archive as a stream. */
export function archiveOf(
  work: Pick<Work, 'services' | 'workspaceId' | 'exportId'>,
): AsyncGenerator<Uint8Array, void, undefined> {
  return writeArchive(() => storedFiles(work));
}

async function* storedFiles(
  work: Pick<Work, 'services' | 'workspaceId' | 'exportId'>,
): AsyncGenerator<StoredFile, void, undefined> {
  for await (const file of archiveFiles(work)) yield { ...file, content: () => contentOf(work, file) };
}

async function* contentOf(
  { services, workspaceId }: Pick<Work, 'services' | 'workspaceId'>,
  { id, sealedKey }: ArchiveFile,
): AsyncGenerator<Buffer, void, undefined> {
  const source = await sourceOf(services.blobs, workspaceId, id);
  const opened = await services.keys.retrying(workspaceId, (scope) =>
    openSealedFile(source, scope, fileContext(id), sealedKey),
  );
  yield* opened.read();
}

async function sourceOf(blobs: BlobStore, workspaceId: string, id: string) {
  const key = blobKey(workspaceId, id);
  const info = await blobs.head(key);
  return {
    size: info?.size ?? 0,
    readAt: async (offset: number, length: number) =>
      buffer(await blobs.get(key, { start: offset, end: offset + length - 1 })),
  };
}
