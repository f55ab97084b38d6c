import type { Policies, Scope } from '#contracts/access.ts';
import type { AccessReason, GrantLevel, Sight } from '#contracts/case-access.ts';
import { RANK } from '#contracts/common.ts';
import type { Phase } from '#contracts/presets.ts';
import type { ActiveMember } from '#server/features/members/index.ts';
import { type Action, decide } from '#server/security/access/index.ts';
import { relationTo } from './case.policy.ts';
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

/** What a decision about someone else needs beside what they see. */
export interface AccessFacts extends VisibilityFacts {
  readonly creatorId: string;
  readonly policies: Policies;
}

const ACTION_OF: Readonly<Record<GrantLevel, Action>> = {
  read: 'case.read',
  comment: 'case.comment',
  edit: 'case.edit',
};
const LEVELS = ['read', 'comment', 'edit'] as const;

/**
 * What this member sees of the case and may do there, by the very function that decides their requests. `scopes` are
 * those of a token that acts in their name; null for the person.
 */
export function sightOf(member: ActiveMember, facts: AccessFacts, scopes: readonly Scope[] | null): Sight {
  const reasons = reasonsToSee(member, facts);
  if (reasons.length === 0) return { reasons, may: [] };
  const { userId } = member;
  const relation = relationTo(userId, {
    ...facts,
    iAmStaff: facts.staff.some((seat) => seat.userId === userId),
    myGrant: facts.grants.find((grant) => grant.userId === userId)?.level ?? null,
  });
  const may = LEVELS.filter(
    (level) => decide({ ...member, scopes }, ACTION_OF[level], relation, facts.policies).allow,
  );
  return { reasons, may };
}
