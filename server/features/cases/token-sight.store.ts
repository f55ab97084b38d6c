import type { Scope } from '#contracts/access.ts';
import { RANK, type Role } from '#contracts/common.ts';
import type { ActiveMember } from '#server/features/members/index.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { KeyScope, Sealed } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

/** An API token that could enter now. */
export interface LiveToken {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  readonly makerId: string;
  readonly survivesMaker: boolean;
  /** ISO 8601. */
  readonly expiresAt: string;
}

interface Row {
  readonly id: string;
  readonly sealed_name: Sealed<string>;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  readonly maker_id: string;
  readonly survives_maker: boolean;
  readonly expires_at: string;
}

const selectLive = statement<[], Row>(`
  select t.id, t.sealed_name, t.role, t.scopes, t.maker_id, t.survives_maker, t.expires_at from app.api_tokens t
  where t.workspace_id = (select app.tenant()) and t.revoked_at is null and t.expires_at > now()
  order by t.created_at, t.id`);

export async function listLiveTokens(tx: TenantTx, scope: KeyScope): Promise<LiveToken[]> {
  const rows = await runIn(tx, selectLive, []);
  return rows.map((row) => ({
    id: row.id,
    name: scope.unseal({ table: 'api_tokens', row: row.id, use: 'name' }, row.sealed_name),
    role: row.role,
    scopes: row.scopes,
    makerId: row.maker_id,
    survivesMaker: row.survives_maker,
    expiresAt: row.expires_at,
  }));
}

/**
 * As whom a token enters, as the door `app.enter_by_token` has it: never above the lesser of its role and its
 * maker's; without its maker only if it was said to go on. Undefined: not at all.
 */
export function seerOf(token: LiveToken, maker: ActiveMember | undefined): ActiveMember | undefined {
  if (maker !== undefined)
    return {
      userId: maker.userId,
      role: RANK[maker.role] < RANK[token.role] ? maker.role : token.role,
      assignedOnly: maker.assignedOnly,
    };
  return token.survivesMaker ? { userId: token.makerId, role: token.role, assignedOnly: false } : undefined;
}
