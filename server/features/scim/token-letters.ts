import { RANK } from '#contracts/common.ts';
import { listActiveMembers } from '#server/features/members/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

/** What a directory's token is called in a mail. */
export const CALLED = 'Directory sync (SCIM)';

/** The addresses a mail about it goes to. */
export async function whoAdministers(tx: TenantTx, scope: KeyScope): Promise<string[]> {
  const members = await listActiveMembers(tx, scope);
  return members.filter(({ role }) => RANK[role] >= RANK.admin).map(({ email }) => email);
}
