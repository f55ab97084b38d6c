import { type CaseRecord, listGrants, listStaff, reasonsToSee } from '#server/features/cases/index.ts';
import { type KnownMember, listActiveMembers } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

/**
 * The members mentioned, all of whom see the case: nobody hears of one they may not read (LESSONS 25).
 * @throws AppError invalid_field for anyone else.
 */
export async function mentioned(
  tx: TenantTx,
  scope: KeyScope,
  record: CaseRecord,
  mentionIds: readonly string[],
): Promise<KnownMember[]> {
  if (mentionIds.length === 0) return [];
  const [members, staff, grants] = await Promise.all([
    listActiveMembers(tx, scope),
    listStaff(tx, record.id),
    listGrants(tx, record.id),
  ]);
  const seers = members.filter((member) => reasonsToSee(member, { ...record, staff, grants }).length > 0);
  return [...new Set(mentionIds)].map((id, at) => {
    const found = seers.find((member) => member.userId === id);
    if (found) return found;
    const message = 'This person does not see the case.';
    throw new AppError('invalid_field', { field: `mentionIds.${at}`, message });
  });
}
