import type { Upload } from '#contracts/evidence.ts';
import { PIECE_BYTES } from '#contracts/evidence-types.ts';
import { AppError } from '#server/platform/app-error.ts';
import { cellOf, scopesAllow } from '#server/security/access/index.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import { findEvidence } from './evidence.store.ts';
import type { EvidenceRecord } from './evidence-record.ts';

/** Where an upload of one's own stands: what the client asks after an interruption, and while it waits. */
export function uploadStatus(caller: WorkspaceCaller, { uploadId }: { uploadId: string }): Promise<Upload> {
  return read(caller, 'case.read', async (tx, { actor, scope }) => {
    if (cellOf('evidence.add', actor.role) === 'no')
      throw new AppError('forbidden', { details: { reason: 'role' } });
    if (!scopesAllow(actor.scopes, 'evidence.add'))
      throw new AppError('forbidden', { details: { reason: 'scope' } });
    const file = await findEvidence(tx, scope, uploadId);
    if (!file || file.uploaderId !== actor.userId) throw new AppError('not_found');
    return { out: uploadView(file), disclosed: undefined };
  });
}

export function uploadView(file: EvidenceRecord): Upload {
  const { id, state, received: offset, size, refusal } = file;
  return { id, state, offset, size: Math.max(size, 1), pieceSize: PIECE_BYTES, refusal };
}
