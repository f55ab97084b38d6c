import type { KeyScope } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { findTokenNames, tokenContext } from './token.store.ts';

/** The names of these tokens of the workspace, by their ids. */
export async function tokenNames(
  tx: TenantTx,
  scope: KeyScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await findTokenNames(tx, [...new Set(ids)]);
  return new Map(rows.map(({ id, sealed_name }) => [id, scope.unseal(tokenContext(id), sealed_name)]));
}
