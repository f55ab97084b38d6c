import type { AccessReason } from '#contracts/case-access.ts';
import { RANK } from '#contracts/common.ts';
import type { Phase } from '#contracts/presets.ts';
import type { ActiveMember } from '#server/features/members/index.ts';
import type { GrantRecord } from './grant.store.ts';

export interface VisibilityFacts {
  readonly phase: Phase;
  readonly restricted: boolean;
  readonly ownerId: string;
  readonly staff: readonly { readonly slot: string; readonly userId: string }[];
  /** Those in force. */
  readonly grants: readonly GrantRecord[];
}

/**
 * Every reason why this member sees the case; none when they do not. It says in words what the policy
 * `visible` of the cases table decides, and a test holds the two together.
 */
export function reasonsToSee(member: ActiveMember, facts: VisibilityFacts): AccessReason[] {
  const { userId, role } = member;
  const rank = RANK[role];
  const grants = facts.grants
    .filter((grant) => grant.userId === userId)
    .map(({ level, expiresAt }): AccessReason => ({ kind: 'grant', level, expiresAt }));
  const byRole: AccessReason[] = seesByRole(member, facts) ? [{ kind: 'role', role }] : [];
  const shown = facts.phase === 'open' || facts.phase === 'closed';
  if (facts.restricted || (rank < RANK.member && !shown)) return [...byRole, ...grants];
  const own: AccessReason[] = facts.ownerId === userId ? [{ kind: 'owner' }] : [];
  const staff = facts.staff
    .filter((seat) => seat.userId === userId)
    .map(({ slot }): AccessReason => ({ kind: 'staff', slot }));
  return [...byRole, ...own, ...staff, ...grants];
}

function seesByRole({ role, assignedOnly }: ActiveMember, { restricted, phase }: VisibilityFacts): boolean {
  if (RANK[role] >= RANK.admin) return true;
  if (restricted || assignedOnly) return false;
  return RANK[role] >= RANK.reviewer || phase === 'open' || phase === 'closed';
}
