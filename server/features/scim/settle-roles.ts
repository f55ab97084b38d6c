import { RANK, type Role } from '#contracts/common.ts';
import type { DirectoryRole } from '#contracts/scim.ts';
import { refuseMembershipChange, type Standing } from '#server/features/members/index.ts';
import type { Step } from '#server/security/command.ts';
import { findDirectory } from './directory.store.ts';
import { rolesGiven } from './group.store.ts';
import { changeMembership } from './user.store.ts';

/** A directory gives roles as an admin would, whoever mapped its groups: never Owner, and never to an owner. */
const DIRECTORY: Standing = { userId: '00000000-0000-0000-0000-000000000000', role: 'admin' };

/** As much of a member as their role hangs on. */
export interface Settling {
  readonly id: string;
  readonly user_id: string;
  readonly role: Role;
  /** The roles that the groups they are in stand for. */
  readonly given: readonly DirectoryRole[];
}

/** What this member becomes: the highest role of their groups, or what everyone gets; null: they stay as they are. */
export function roleOf({ user_id: userId, role, given }: Settling, byDefault: DirectoryRole): Role | null {
  const [highest = byDefault] = [...given].sort((one, other) => RANK[other] - RANK[one]);
  const change = { kind: 're-role', target: { userId, role }, role: highest, activeOwners: 1 } as const;
  return highest === role || refuseMembershipChange(DIRECTORY, change) !== null ? null : highest;
}

/** Gives these members the roles that their groups stand for now; in force on their next request. */
export async function settleRoles(
  { tx, permit, audit, emit }: Pick<Step<'member.manage', unknown>, 'tx' | 'permit' | 'audit' | 'emit'>,
  membershipIds: readonly string[],
): Promise<void> {
  const directory = await findDirectory(tx);
  if (directory === undefined || membershipIds.length === 0) return;
  for (const member of await rolesGiven(tx, membershipIds)) {
    const role = roleOf(member, directory.default_role);
    if (role === null) continue;
    await changeMembership(tx, permit, member.id, { role });
    audit({
      action: 'member.changed',
      targetKind: 'member',
      targetId: member.user_id,
      fields: ['role'],
      detail: { from: member.role, to: role },
    });
    emit({ topic: 'members.changed', targetId: member.user_id });
  }
}
