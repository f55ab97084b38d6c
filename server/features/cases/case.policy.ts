import { RANK, type Role } from '#contracts/common.ts';
import type { Relation } from '#server/security/access/index.ts';
import type { CaseRecord } from './case-record.ts';

export type RelationFacts = Pick<CaseRecord, 'ownerId' | 'creatorId' | 'restricted' | 'myGrant' | 'iAmStaff'>;

/** How this person stands to the case, for the role table. */
export function relationTo(userId: string, facts: RelationFacts): Relation {
  return {
    own: facts.ownerId === userId,
    authored: facts.creatorId === userId,
    assigned: facts.iAmStaff,
    restricted: facts.restricted,
    grant: facts.myGrant,
  };
}

interface Seer {
  readonly userId: string;
  readonly role: Role;
  readonly assignedOnly: boolean;
}

/**
 * Whether this person, who sees the case now, would no longer see it once it stood like this. It is refused to
 * change that by oneself: the change would be made, and its reply would say that there is nothing.
 */
export function losesSight(
  { userId, role, assignedOnly }: Seer,
  { ownerId, iAmStaff, myGrant }: Pick<RelationFacts, 'ownerId' | 'iAmStaff' | 'myGrant'>,
): boolean {
  if (!assignedOnly || RANK[role] >= RANK.admin) return false;
  return ownerId !== userId && !iAmStaff && myGrant === null;
}
