import type { Upload } from '#contracts/evidence.ts';
import { PIECE_BYTES } from '#contracts/evidence-types.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import { relationToFile } from './evidence.policy.ts';
import { lockEvidence, updateEvidence } from './evidence.store.ts';
import type { EvidenceRecord } from './evidence-record.ts';
import { findHostCase } from './host-case.store.ts';
import type { HostCase } from './host-case.ts';
import { insertPiece, type Piece } from './piece.store.ts';
import { queueCheck } from './queue-check.ts';
import { forget, type Shelf, sealPiece } from './sealed-content.ts';
import { uploadStatus, uploadView } from './upload-status.ts';

interface Target {
  readonly file: EvidenceRecord;
  readonly host: HostCase;
}

/** Counts a stored piece in; the last one sends the file to be looked at. */
const countPiece = command({
  action: 'evidence.add',
  async load(
    tx,
    { uploadId }: { uploadId: string; piece: Piece },
    actor,
    scope,
  ): Promise<Target | undefined> {
    const file = await lockEvidence(tx, scope, uploadId);
    if (!file || file.uploaderId !== actor.userId) return undefined;
    const host = await findHostCase(tx, file.caseId);
    return host && { file, host };
  },
  about: (actor, { host, file }) => relationToFile(actor.userId, host, file),
  rules: (_actor, { file }, { piece }) => assertNext(uploadView(file), piece.start),
  async run({ tx, actor, permit, target: { file }, scope, audit }, { piece }): Promise<Upload> {
    const received = file.received + piece.size;
    const state = received === file.size ? 'quarantined' : 'uploading';
    await insertPiece(tx, permit, { workspaceId: actor.workspaceId, evidenceId: file.id }, piece);
    await updateEvidence(tx, permit, scope, file.id, { received, state });
    const action = state === 'quarantined' ? 'evidence.uploaded' : 'evidence.piece-received';
    audit({ action, targetKind: 'evidence', targetId: file.id, detail: { received } });
    return uploadView({ ...file, received, state });
  },
});

/**
 * Takes the piece that starts at `offset`, sealed as it comes in. What breaks off leaves nothing behind.
 * @throws AppError conflict with the right `offset` in its details, payload_too_large, bad_request.
 */
export async function addPiece(
  caller: WorkspaceCaller,
  { uploadId, offset, content }: { uploadId: string; offset: number; content: AsyncIterable<Uint8Array> },
): Promise<Upload> {
  const before = await uploadStatus(caller, { uploadId });
  assertNext(before, offset);
  const { services, workspaceId } = caller;
  const store: Shelf = { blobs: services.blobs, workspaceId };
  const id = newId();
  const counted = exactly(content, Math.min(PIECE_BYTES, before.size - offset));
  try {
    await services.keys.retrying(workspaceId, (scope) => sealPiece({ ...store, scope }, id, counted.content));
    const after = await countPiece(caller, { uploadId, piece: { id, start: offset, size: counted.size } });
    if (after.state === 'quarantined') await queueCheck(services, { workspaceId, evidenceId: uploadId });
    return after;
  } catch (error) {
    await forget(store, [id]);
    throw error;
  }
}

function assertNext(upload: Upload, offset: number): void {
  if (upload.state !== 'uploading')
    throw new AppError('conflict', { message: 'This file was sent already.' });
  if (upload.offset === offset) return;
  const message = 'The next piece starts elsewhere.';
  throw new AppError('conflict', { field: 'upload-offset', message, details: { offset: upload.offset } });
}

/** Passes on a stream that has to have this many bytes; throws where it ends before or goes on. */
function exactly(content: AsyncIterable<Uint8Array>, size: number) {
  async function* counted(): AsyncGenerator<Uint8Array, void, undefined> {
    let left = size;
    for await (const chunk of content) {
      left -= chunk.byteLength;
      if (left < 0)
        throw new AppError('payload_too_large', { message: 'The piece is longer than it may be.' });
      yield chunk;
    }
    if (left > 0) throw new AppError('bad_request', { message: `The piece is ${left} bytes short.` });
  }
  return { size, content: counted() };
}
