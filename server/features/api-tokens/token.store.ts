import type { Scope } from '#contracts/access.ts';
import type { TokenRole } from '#contracts/api-tokens.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

export interface TokenRow {
  readonly id: string;
  readonly public_id: string;
  readonly sealed_name: Sealed<string>;
  readonly role: TokenRole;
  readonly scopes: Scope[];
  readonly ip_ranges: string[] | null;
  readonly maker_id: string;
  readonly survives_maker: boolean;
  readonly version: number;
  readonly created_at: string;
  readonly expires_at: string;
  readonly last_used_at: string | null;
  readonly revoked_at: string | null;
  readonly reminded_days: number | null;
}

const COLUMNS = `t.id, t.public_id, t.sealed_name, t.role, t.scopes, t.ip_ranges, t.maker_id, t.survives_maker,
  t.version, t.created_at, t.expires_at, t.last_used_at, t.revoked_at, t.reminded_days`;

export function tokenContext(id: string) {
  return { table: 'api_tokens', row: id, use: 'name' } as const;
}

const list = statement<[], TokenRow>(`
  select ${COLUMNS} from app.api_tokens t where t.workspace_id = (select app.tenant())
  order by t.revoked_at is not null or t.expires_at <= now(), t.created_at desc, t.id limit 200`);

/** The live ones first, then those that are over. */
export function listTokens(tx: TenantTx): Promise<TokenRow[]> {
  return runIn(tx, list, []);
}

const lock = statement<[id: string], TokenRow>(`
  select ${COLUMNS} from app.api_tokens t where t.workspace_id = (select app.tenant()) and t.id = $1 for update`);

export async function lockToken(tx: TenantTx, id: string): Promise<TokenRow | undefined> {
  return (await runIn(tx, lock, [id]))[0];
}

// Two at once are counted one after the other.
const lockAll = statement<[], unknown>(
  `select pg_advisory_xact_lock(hashtextextended('caseward tokens ' || app.tenant()::text, 0))`,
);
const count = statement<[], { live: number }>(`
  select count(*)::int as live from app.api_tokens t
  where t.workspace_id = (select app.tenant()) and t.revoked_at is null and t.expires_at > now()`);

/** How many still work; nobody adds one meanwhile. */
export async function countLiveTokens(tx: TenantTx): Promise<number> {
  await runIn(tx, lockAll, []);
  return (await runIn(tx, count, []))[0]?.live ?? 0;
}

export interface NewToken {
  readonly workspace_id: string;
  readonly id: string;
  readonly public_id: string;
  readonly secret_hash: string;
  readonly sealed_name: Sealed<string>;
  readonly role: TokenRole;
  readonly scopes: string[];
  readonly ip_ranges: string[] | null;
  readonly maker_id: string;
  readonly survives_maker: boolean;
  readonly expires_at: string;
}

export async function insertToken(
  tx: TenantTx,
  _permit: Permit<'token.manage'>,
  row: NewToken,
): Promise<void> {
  await tx.insertInto('app.api_tokens').values(row).execute();
}

export async function updateToken(
  tx: TenantTx,
  _permit: Permit<'token.manage'>,
  id: string,
  change: {
    readonly sealed_name?: Sealed<string>;
    readonly ip_ranges?: string[] | null;
    readonly survives_maker?: boolean;
    readonly revoked_at?: string;
    readonly reminded_days?: number;
  },
): Promise<void> {
  await tx
    .updateTable('app.api_tokens')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

const names = statement<[ids: readonly string[]], Pick<TokenRow, 'id' | 'sealed_name'>>(`
  select t.id, t.sealed_name from app.api_tokens t
  where t.workspace_id = (select app.tenant()) and t.id = any($1::uuid[])`);

export async function findTokenNames(tx: TenantTx, ids: readonly string[]) {
  return ids.length === 0 ? [] : runIn(tx, names, [ids]);
}

const liveOf = statement<[makerId: string], Pick<TokenRow, 'id' | 'sealed_name' | 'survives_maker'>>(`
  select t.id, t.sealed_name, t.survives_maker from app.api_tokens t
  where t.workspace_id = (select app.tenant()) and t.maker_id = $1 and t.revoked_at is null and t.expires_at > now()
  order by t.created_at, t.id for update`);

/** Those of one maker that work. */
export function liveTokensOf(tx: TenantTx, makerId: string) {
  return runIn(tx, liveOf, [makerId]);
}

const keep = statement<[ids: readonly string[]], never>(`
  update app.api_tokens set survives_maker = true, version = version + 1
  where workspace_id = (select app.tenant()) and id = any($1::uuid[]) and not survives_maker`);
const revokeOthers = statement<[makerId: string, keptIds: readonly string[]], never>(`
  update app.api_tokens set revoked_at = now(), version = version + 1
  where workspace_id = (select app.tenant()) and maker_id = $1 and revoked_at is null and id <> all($2::uuid[])`);

export async function keepTokens(tx: TenantTx, _permit: Permit<'member.manage'>, ids: readonly string[]) {
  await runIn(tx, keep, [ids]);
}

/** Ends every token of this maker but those kept. */
export async function revokeTokensOf(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  makerId: string,
  keptIds: readonly string[],
) {
  await runIn(tx, revokeOthers, [makerId, keptIds]);
}
