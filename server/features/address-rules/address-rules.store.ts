import { runIn, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

export interface RulesRow {
  readonly version: number;
  readonly ip_ranges: string[] | null;
}

const select = statement<[], RulesRow>(
  'select w.version, w.ip_ranges from app.workspaces w where w.id = (select app.tenant())',
);
const lock = statement<[], RulesRow>(
  'select w.version, w.ip_ranges from app.workspaces w where w.id = (select app.tenant()) for update',
);
const update = statement<[string[] | null], RulesRow>(`
  update app.workspaces w set ip_ranges = $1, version = w.version + 1
  where w.id = (select app.tenant()) returning w.version, w.ip_ranges`);

export async function readRules(tx: TenantTx): Promise<RulesRow | undefined> {
  return (await runIn(tx, select, []))[0];
}

/** Locks the workspace's row, so that two admins cannot overwrite each other unseen. */
export async function lockRules(tx: TenantTx): Promise<RulesRow | undefined> {
  return (await runIn(tx, lock, []))[0];
}

export async function writeRules(
  tx: TenantTx,
  _permit: Permit<'workspace.secure'>,
  ranges: string[] | null,
): Promise<RulesRow | undefined> {
  return (await runIn(tx, update, [ranges]))[0];
}

export interface SessionPlace {
  readonly user_id: string;
  readonly session_id: string;
  readonly sealed_origin: Sealed<{ readonly place: string }>;
  readonly last_seen_at: string;
}
const sessions = statement<[], SessionPlace>('select * from app.members_session_origins()');

/** From where the members' live sessions were opened, the latest first. */
export const sessionPlaces = (tx: TenantTx): Promise<SessionPlace[]> => runIn(tx, sessions, []);

export interface TokenPlace {
  readonly id: string;
  readonly request_id: string;
  readonly ip_sealed: Sealed<string>;
}
const tokens = statement<[], TokenPlace>(`
  select t.id, e.request_id, e.ip_sealed from app.api_tokens t
  cross join lateral (select a.request_id, a.ip_sealed from app.audit_entries a
    where a.workspace_id = t.workspace_id and a.session_id = t.id and a.actor_kind = 'token' and a.ip_sealed is not null
    order by a.at desc limit 1) e
  where t.workspace_id = (select app.tenant()) and t.revoked_at is null and t.expires_at > now() limit 200`);

/** From where the live tokens were used last, as the log has it. */
export const tokenPlaces = (tx: TenantTx): Promise<TokenPlace[]> => runIn(tx, tokens, []);
