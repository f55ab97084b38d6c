import { AppError } from '#server/platform/app-error.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { keepTokens, liveTokensOf, revokeTokensOf, tokenContext } from './token.store.ts';

/** The tokens that work of one maker, and whether they were made to outlive the maker's membership. */
export async function tokensMadeBy(tx: TenantTx, scope: KeyScope, makerId: string) {
  const rows = await liveTokensOf(tx, makerId);
  return rows.map(({ id, sealed_name, survives_maker }) => ({
    id,
    name: scope.unseal(tokenContext(id), sealed_name),
    survives: survives_maker,
  }));
}

/**
 * The maker leaves: these tokens of theirs go on, all others end.
 * @throws AppError invalid_field for an id that is no working token of theirs.
 */
export async function endTokensOf(
  tx: TenantTx,
  permit: Permit<'member.manage'>,
  makerId: string,
  keepIds: readonly string[],
): Promise<{ tokens: number; tokensKept: number }> {
  const live = await liveTokensOf(tx, makerId);
  const known = new Set(live.map(({ id }) => id));
  if (keepIds.some((id) => !known.has(id)))
    throw new AppError('invalid_field', { field: 'keepTokenIds', message: 'This is no token of theirs.' });
  await keepTokens(tx, permit, keepIds);
  await revokeTokensOf(tx, permit, makerId, keepIds);
  return { tokens: live.length - keepIds.length, tokensKept: keepIds.length };
}
