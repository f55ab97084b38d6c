import { Id } from '#contracts/common.ts';
import { command } from '#server/security/command.ts';
import { lockDirectory } from './directory.store.ts';
import { assertMay } from './may.ts';
import { changeMembership, lockPerson, noteEnded } from './user.store.ts';

/** Removes a member: their next request is refused, and what the directory said of them is gone. The cases stay. */
export const removeUser = command({
  action: 'member.manage',
  async load(tx, { userId }: { userId: string }) {
    await lockDirectory(tx);
    return Id.safeParse(userId).success ? lockPerson(tx, userId) : undefined;
  },
  about: () => null,
  rules(actor, { user_id, role }) {
    assertMay(actor, { kind: 'narrow', target: { userId: user_id, role } });
  },
  async run({ tx, permit, actor, target, audit, emit }) {
    await changeMembership(tx, permit, target.id, { state: 'removed' });
    await noteEnded(tx, permit, actor.workspaceId, target.id);
    audit({
      action: 'member.removed',
      targetKind: 'member',
      targetId: target.user_id,
      fields: ['state'],
      detail: { role: target.role },
    });
    emit({ topic: 'members.changed', targetId: target.user_id });
  },
});
