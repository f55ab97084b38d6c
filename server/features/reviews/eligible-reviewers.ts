import { type CaseRecord, listGrants, listStaff } from '#server/features/cases/index.ts';
import { type KnownMember, listActiveMembers } from '#server/features/members/index.ts';
import { decide } from '#server/security/access/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';

type Subject = Pick<CaseRecord, 'id' | 'ownerId' | 'creatorId' | 'restricted'>;

/** The members the role table would let review this very case: they see it, and it is not their own. */
export async function eligibleReviewers(
  tx: TenantTx,
  scope: KeyScope,
  { policies }: Pick<Actor, 'policies'>,
  { id, ownerId, creatorId, restricted }: Subject,
): Promise<KnownMember[]> {
  const [members, staff, grants] = await Promise.all([
    listActiveMembers(tx, scope),
    listStaff(tx, id),
    listGrants(tx, id),
  ]);
  return members.filter((member) => {
    const { userId } = member;
    const relation = {
      own: ownerId === userId,
      authored: creatorId === userId,
      assigned: staff.some((seat) => seat.userId === userId),
      restricted,
      grant: grants.find((grant) => grant.userId === userId)?.level ?? null,
    };
    return decide({ ...member, scopes: null }, 'case.review', relation, policies).allow;
  });
}
