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
