import { listActiveMembers } from '#server/features/members/index.ts';
import { systemCommand } from '#server/security/command.ts';
import { workspaceName } from './workspace-name.store.ts';

/** Writes to every owner that one of them got past the provider. The entry of the use itself is the door's. */
export const tellOwners = systemCommand({
  action: 'workspace.secure',
  load: async (tx, _input: { userId: string; at: string }, _actor, scope) => listActiveMembers(tx, scope),
  about: () => null,
  async run({ tx, actor, scope, services, target, audit }, { userId, at }) {
    const workspace = await workspaceName(tx, actor, scope);
    const owner = target.find((member) => member.userId === userId)?.name ?? '';
    const owners = target.filter(({ role }) => role === 'owner');
    for (const { email: to } of owners) {
      const letter = { template: 'break-glass-used', to, workspace, owner, at } as const;
      await services.mail.queue({ ...letter, workspaceId: actor.workspaceId });
    }
    audit({
      action: 'sso.break-glass-told',
      targetKind: 'member',
      targetId: userId,
      detail: { owners: owners.length },
    });
  },
});
