import type { WorkspaceExport } from '#contracts/exports.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import { endExport, findExport, insertExport } from './export.store.ts';
import { exportsView } from './export.view.ts';
import { queueExport } from './queue-export.ts';

/** Asks for a copy of the whole workspace; a job makes it. @throws AppError conflict while another is under way. */
export async function requestExport(caller: WorkspaceCaller): Promise<WorkspaceExport> {
  const asked = await ask(caller, undefined);
  await queueExport(caller.services, { workspaceId: caller.workspaceId, exportId: asked.id });
  return asked;
}

const ask = command({
  action: 'workspace.export',
  load: async (_tx, _input: undefined) => ({}),
  about: () => null,
  async run({ tx, permit, actor, scope, audit }): Promise<WorkspaceExport> {
    const { workspaceId, userId } = actor;
    const id = newId();
    if (!(await insertExport(tx, permit, { workspaceId, id, userId })))
      throw new AppError('conflict', { message: 'An export of this workspace is under way.' });
    const row = await findExport(tx, id);
    if (row === undefined) throw new AppError('internal');
    audit({ action: 'export.requested', targetKind: 'export', targetId: id });
    const [view] = await exportsView(tx, { scope, actor }, [row]);
    if (view === undefined) throw new AppError('internal');
    return view;
  },
});

/** Ends an export, under way or done: nothing of it can be fetched any more. */
export const removeExport = command({
  action: 'workspace.export',
  load: (tx, id: string) => findExport(tx, id),
  about: () => null,
  async run({ tx, permit, target, audit }): Promise<void> {
    await endExport(tx, permit, target.id);
    audit({ action: 'export.removed', targetKind: 'export', targetId: target.id });
  },
});
