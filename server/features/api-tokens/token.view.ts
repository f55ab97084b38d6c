import type { ApiToken } from '#contracts/api-tokens.ts';
import { type People, personOf } from '#server/features/members/index.ts';
import { TOKEN_PREFIX } from '#server/security/api-tokens/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import { type TokenRow, tokenContext } from './token.store.ts';

export interface TokenView {
  readonly scope: KeyScope;
  readonly people: People;
  readonly now: Date;
}

export function tokenView(row: TokenRow, { scope, people, now }: TokenView): ApiToken {
  return {
    id: row.id,
    version: row.version,
    name: scope.unseal(tokenContext(row.id), row.sealed_name),
    start: TOKEN_PREFIX + row.public_id,
    role: row.role,
    scopes: row.scopes,
    ranges: row.ip_ranges,
    maker: personOf(people, row.maker_id),
    survivesMaker: row.survives_maker,
    state: stateOf(row, now),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  };
}

function stateOf({ revoked_at, expires_at }: TokenRow, now: Date): ApiToken['state'] {
  if (revoked_at !== null) return 'revoked';
  return Date.parse(expires_at) <= now.getTime() ? 'expired' : 'active';
}
