import { Readable } from 'node:stream';
import { kindOfType, type PreviewKind } from '#contracts/evidence-types.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { assertAllowed } from '#server/security/command.ts';
import { read } from '#server/security/read.ts';
import { whileStanding } from '#server/security/standing.ts';
import { inTenant } from '#server/security/tenancy/index.ts';
import { type Slice, sliceOf } from './byte-range.ts';
import { findEvidence, seesEvidence } from './evidence.store.ts';
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
 * Whoever is shut out, or may not see it any more, gets no further byte of it.
 * @throws AppError not_found for any file that is not clean; range_not_satisfiable with the `size` in its details.
 */
export async function openEvidence(
  caller: WorkspaceCaller,
  { evidenceId, range, how }: { evidenceId: string; range: string | undefined; how: 'download' | 'preview' },
): Promise<OpenEvidence> {
  const { services, workspaceId } = caller;
  const since = services.events.accessChanges();
  const { file, userId } = await readClean(caller, evidenceId, how);
  const opened = await services.keys.retrying(workspaceId, (scope) =>
    openFile({ blobs: services.blobs, scope, workspaceId }, file),
  );
  const slice = sliceOf(range, opened.size);
  if (slice === 'unsatisfiable') {
    throw new AppError('range_not_satisfiable', { details: { size: opened.size } });
  }
  const ask = () => assertStillSeen(caller, evidenceId);
  const standing = whileStanding(services.events, { ids: [userId, workspaceId], since, ask });
  const { signal } = standing;
  const content = Readable.from(opened.read(slice), { objectMode: false, signal });
  content.once('close', standing.leave);
  return {
    name: file.list.name,
    mediaType: file.mediaType,
    preview: kindOfType(file.mediaType)?.preview,
    encoding: file.list.encoding,
    size: opened.size,
    slice,
    content,
  };
}

function assertStillSeen(caller: WorkspaceCaller, evidenceId: string): Promise<void> {
  return inTenant(caller.services.db, caller, async (tx, actor) => {
    assertAllowed(actor, 'case.read', null);
    if (!(await seesEvidence(tx, evidenceId))) throw new AppError('not_found');
  });
}

function readClean(
  caller: WorkspaceCaller,
  evidenceId: string,
  how: 'download' | 'preview',
): Promise<{ file: EvidenceRecord; userId: string }> {
  return read(caller, 'case.read', async (tx, { actor, scope }) => {
    const file = await findEvidence(tx, scope, evidenceId);
    if (file?.state !== 'clean') throw new AppError('not_found');
    const disclosed = {
      action: `evidence.${how}` as const,
      targetKind: 'evidence',
      targetId: evidenceId,
      fields: ['content'],
      detail: { bytes: file.size },
    };
    return { out: { file, userId: actor.userId }, disclosed };
  });
}
