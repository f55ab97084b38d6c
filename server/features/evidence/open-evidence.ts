import { Readable } from 'node:stream';
import { kindOfType, type PreviewKind } from '#contracts/evidence-types.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import { type Slice, sliceOf } from './byte-range.ts';
import { findEvidence } from './evidence.store.ts';
import type { EvidenceRecord } from './evidence-record.ts';
import { openFile } from './sealed-content.ts';

/** A file on its way out. */
export interface OpenEvidence {
  readonly name: string;
  readonly mediaType: string;
  readonly preview: PreviewKind | undefined;
  readonly encoding: string | undefined;
  /** Bytes of the whole file. */
  readonly size: number;
  /** Undefined where the whole file is sent. */
  readonly slice: Slice | undefined;
  readonly content: Readable;
}

/**
 * Opens a clean file, or the part of it that `range` names; who opened it is in the audit log before a byte leaves.
 * @throws AppError not_found for any file that is not clean; range_not_satisfiable with the `size` in its details.
 */
export async function openEvidence(
  caller: WorkspaceCaller,
  { evidenceId, range, how }: { evidenceId: string; range: string | undefined; how: 'download' | 'preview' },
): Promise<OpenEvidence> {
  const file = await readClean(caller, evidenceId, how);
  const { services, workspaceId } = caller;
  const opened = await services.keys.retrying(workspaceId, (scope) =>
    openFile({ blobs: services.blobs, scope, workspaceId }, file),
  );
  const slice = sliceOf(range, opened.size);
  if (slice === 'unsatisfiable') {
    throw new AppError('range_not_satisfiable', { details: { size: opened.size } });
  }
  return {
    name: file.list.name,
    mediaType: file.mediaType,
    preview: kindOfType(file.mediaType)?.preview,
    encoding: file.list.encoding,
    size: opened.size,
    slice,
    content: Readable.from(opened.read(slice), { objectMode: false }),
  };
}

function readClean(caller: WorkspaceCaller, evidenceId: string, how: string): Promise<EvidenceRecord> {
  return read(caller, 'case.read', async (tx, { scope }) => {
    const file = await findEvidence(tx, scope, evidenceId);
    if (file?.state !== 'clean') throw new AppError('not_found');
    const disclosed = {
      action: `evidence.${how}`,
      targetKind: 'evidence',
      targetId: evidenceId,
      fields: ['content'],
      detail: { bytes: file.size },
    };
    return { out: file, disclosed };
  });
}
