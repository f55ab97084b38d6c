import { RANK } from '#contracts/common.ts';
import type { Member } from '#contracts/members.ts';
import { memberContext } from '#server/features/workspaces/index.ts';
import { rolesUpTo } from '#server/security/access/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { Actor } from '#server/security/tenancy/index.ts';
import type { MemberRow } from './member.store.ts';
import { refuseMembershipChange } from './member.ts';

/** A member as this reader may see them: addresses and last use are for those who manage members. */
export function memberView(
  row: MemberRow,
  { actor, scope, lastSeen, activeOwners }: MemberViewContext,
): Member {
  const { name, email } = scope.unseal(memberContext(row.user_id), row.sealed_profile);
  const manages = actor.rank >= RANK.admin;
  return {
    userId: row.user_id,
    name,
    // Whoever was erased has none.
    email: email !== '' && (manages || row.user_id === actor.userId) ? email : null,
    role: row.role,
    status: row.state,
    assignedOnly: row.assigned_only,
    joinedAt: row.created_at,
    lastSeenAt: manages ? (lastSeen.get(row.user_id) ?? null) : null,
    grantable: rolesUpTo(actor.role).filter(
      (role) =>
        role !== row.role &&
        refuseMembershipChange(actor, {
          kind: 're-role',
          target: { userId: row.user_id, role: row.role },
          role,
          activeOwners,
        }) === null,
    ),
    version: row.version,
  };
}

export interface MemberViewContext {
  readonly actor: Actor;
  readonly scope: KeyScope;
  readonly lastSeen: ReadonlyMap<string, string>;
  readonly activeOwners: number;
}
