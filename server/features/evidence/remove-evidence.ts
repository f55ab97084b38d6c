import { addActivity } from '#server/features/cases/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command, type Step } from '#server/security/command.ts';
import { assertUnlocked, type FileOfCase, loadFileOfCase } from './change-evidence.ts';
import { relationForRemoval, relationToFile } from './evidence.policy.ts';
import { markDeleted } from './evidence.store.ts';
import { unindexEvidence } from './index-evidence.ts';
import { deletePieces, listPieces } from './piece.store.ts';
import { forget } from './sealed-content.ts';

const remove = command({
  action: 'item.delete',
  load: (tx, input: { evidenceId: string; now: number }, actor, scope) =>
    loadFileOfCase(tx, input, actor, scope),
  about: (actor, { host, file }: FileOfCase, { now }) => relationForRemoval(actor.userId, host, file, now),
  rules(_actor, target) {
    if (target.host.legalHold) {
      throw new AppError('locked', { message: 'The case is under a legal hold: nothing of it is deleted.' });
    }
    assertUnlocked(target);
  },
  run: takeAway,
});

const cancel = command({
  action: 'evidence.add',
  load: (tx, input: { evidenceId: string }, actor, scope) => loadFileOfCase(tx, input, actor, scope),
  about: (actor, { host, file }: FileOfCase) => relationToFile(actor.userId, host, file),
  rules(actor, { file }) {
    if (file.uploaderId !== actor.userId) throw new AppError('not_found');
    if (file.state === 'clean') throw new AppError('conflict', { message: 'This file has arrived.' });
  },
  run: takeAway,
});

/** Deletes a file: one's own within 72 hours, any file for Managers and above. Its content is gone at once. */
export async function removeEvidence(caller: WorkspaceCaller, { evidenceId }: { evidenceId: string }) {
  await forgetAll(caller, await remove(caller, { evidenceId, now: caller.services.clock.now().getTime() }));
}

/** Gives up an upload of one's own, or puts away a refused one. */
export async function cancelUpload(caller: WorkspaceCaller, { uploadId }: { uploadId: string }) {
  await forgetAll(caller, await cancel(caller, { evidenceId: uploadId }));
}

async function takeAway({
  tx,
  actor,
  scope,
  permit,
  target: { file },
  audit,
  emit,
}: Step<'item.delete' | 'evidence.add', FileOfCase>): Promise<readonly string[]> {
  const pieces = await listPieces(tx, file.id);
  await markDeleted(tx, permit, file.id);
  await deletePieces(tx, file.id);
  await unindexEvidence(tx, file.id);
  if (file.state === 'clean')
    await addActivity(tx, scope, actor, { caseId: file.caseId, kind: 'evidence-removed' });
  const action = file.state === 'clean' ? 'evidence.deleted' : 'evidence.upload-cancelled';
  audit({ action, targetKind: 'evidence', targetId: file.id, detail: { bytes: file.size } });
  emit({ topic: 'evidence.changed', targetId: file.caseId });
  return [file.blobId, ...pieces.map(({ id }) => id)];
}

// After the commit: a blob without a row is only waste, a row without its blob would be a loss.
async function forgetAll({ services, workspaceId }: WorkspaceCaller, ids: readonly string[]): Promise<void> {
  await forget({ blobs: services.blobs, workspaceId }, ids);
}
