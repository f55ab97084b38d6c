import {
  GRACE_DAYS,
  type WorkspaceDeletion,
  type WorkspaceDeletionRequest,
  type WorkspaceDeletions,
  type WorkspaceLoss,
} from '#contracts/erasure.ts';
import { type WorkspaceProfile, workspaceContext } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { SessionCaller, WorkspaceCaller } from '#server/security/caller.ts';
import { command } from '#server/security/command.ts';
import { read } from '#server/security/read.ts';
import { anyHold, countLoss, erasureStore, scheduleDeletion } from './erasure.store.ts';
import { findProfile } from './profile.store.ts';

/**
 * Gives a workspace up: nobody gets in from the next request on, and after 30 days it is purged unless an owner undoes it.
 * @throws AppError conflict under a legal hold.
 */
export const deleteWorkspace = command({
  action: 'workspace.delete',
  load: (tx, _input: WorkspaceDeletionRequest) => findProfile(tx),
  about: () => null,
  async run({ tx, permit, actor, scope, target, audit, emit }, { confirm }): Promise<WorkspaceDeletion> {
    const { workspaceId } = actor;
    const { name } = scope.unseal<WorkspaceProfile>(workspaceContext(workspaceId), target.sealed_profile);
    if (confirm !== name)
      throw new AppError('invalid_field', { field: 'confirm', message: 'This is another name.' });
    if (await anyHold(tx)) throw new AppError('conflict', { details: { reason: 'legal-hold' } });
    const deletionAt = await scheduleDeletion(tx, permit, GRACE_DAYS);
    if (deletionAt === undefined) throw new AppError('conflict');
    audit({
      action: 'workspace.deletion-scheduled',
      targetKind: 'workspace',
      targetId: workspaceId,
      detail: { deletionAt },
    });
    emit({ topic: 'workspace.changed', targetId: workspaceId });
    return { workspaceId, name, deletionAt };
  },
});

/** What would be lost with the workspace. */
export function readLoss(caller: WorkspaceCaller): Promise<WorkspaceLoss> {
  return read(caller, 'workspace.delete', async (tx) => {
    const found = await countLoss(tx);
    if (found === undefined) throw new AppError('not_found');
    return { out: { ...found, bytes: Number(found.bytes) }, disclosed: undefined };
  });
}

/** The workspaces that this person, an owner, can still take back. */
export async function listDeletions({ services, sessionId }: SessionCaller): Promise<WorkspaceDeletions> {
  const rows = await erasureStore(services.db).deletions(sessionId);
  const items = rows.map((row) =>
    services.keys.retrying(row.id, async (scope) => ({
      workspaceId: row.id,
      name: scope.unseal(workspaceContext(row.id), row.sealed_profile).name,
      deletionAt: row.deletion_at,
    })),
  );
  return { items: await Promise.all(items) };
}

/** Takes a workspace back. @throws AppError not_found where there is none to take back. */
export async function undoDeletion(
  { services, sessionId }: SessionCaller,
  workspaceId: string,
): Promise<void> {
  if (!(await erasureStore(services.db).undo(sessionId, workspaceId))) throw new AppError('not_found');
}
