import { RANK } from '#contracts/common.ts';
import { listActiveMembers } from '#server/features/members/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { type TokenRow, tokenContext } from './token.store.ts';

/** What a token is called, and whom a mail about it goes to: its maker, while a member, and those who administer. */
export async function lettersAbout(
  tx: TenantTx,
  scope: KeyScope,
  { id, sealed_name, maker_id }: Pick<TokenRow, 'id' | 'sealed_name' | 'maker_id'>,
): Promise<{ readonly name: string; readonly to: readonly string[] }> {
  const members = await listActiveMembers(tx, scope);
  const told = members.filter(({ userId, role }) => userId === maker_id || RANK[role] >= RANK.admin);
  return { name: scope.unseal(tokenContext(id), sealed_name), to: told.map(({ email }) => email) };
}
