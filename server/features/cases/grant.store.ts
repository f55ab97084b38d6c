import type { GrantLevel } from '#contracts/case-access.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

export interface GrantRecord {
  readonly userId: string;
  readonly level: GrantLevel;
  /** ISO 8601, or null for good. */
  readonly expiresAt: string | null;
}

interface Row {
  readonly user_id: string;
  readonly kind: GrantLevel;
  readonly expires_at: string | null;
}

type WriteValues = [
  workspaceId: string,
  caseId: string,
  grantedBy: string,
  userIds: readonly string[],
  levels: readonly string[],
  expiries: readonly (string | null)[],
];

const upsertGrants = statement<WriteValues, never>(`
  insert into app.case_grants (workspace_id, case_id, user_id, kind, expires_at, granted_by)
  select $1, $2, g.user_id, g.kind, g.expires_at, $3
  from unnest($4::uuid[], $5::text[], $6::timestamptz[]) g (user_id, kind, expires_at)
  on conflict (workspace_id, case_id, user_id) do update
    set kind = excluded.kind, expires_at = excluded.expires_at, granted_by = excluded.granted_by`);
const deleteOthers = statement<[workspaceId: string, caseId: string, userIds: readonly string[]], never>(`
  delete from app.case_grants where workspace_id = $1 and case_id = $2 and not user_id = any($3::uuid[])`);
const selectLive = statement<[caseId: string], Row>(`
  select g.user_id, g.kind, g.expires_at from app.case_grants g
  where g.workspace_id = (select app.tenant()) and g.case_id = $1 and (g.expires_at is null or g.expires_at > now())
  order by g.created_at, g.user_id`);

/** Adds and changes grants first and takes the others away last: the writer stays inside all the while. */
export async function writeGrants(
  tx: TenantTx,
  _permit: Permit<'case.restrict'>,
  actor: { readonly workspaceId: string; readonly userId: string },
  caseId: string,
  grants: readonly GrantRecord[],
): Promise<void> {
  const userIds = grants.map((grant) => grant.userId);
  const levels = grants.map((grant) => grant.level);
  const expiries = grants.map((grant) => grant.expiresAt);
  await Promise.all([
    runIn(tx, upsertGrants, [actor.workspaceId, caseId, actor.userId, userIds, levels, expiries]),
    runIn(tx, deleteOthers, [actor.workspaceId, caseId, userIds]),
  ]);
}

/** A new owner of a restricted case sees it like the one before. */
export async function grantToOwner(
  tx: TenantTx,
  _permit: Permit<'case.staff' | 'case.edit'>,
  actor: { readonly workspaceId: string; readonly userId: string },
  caseId: string,
  ownerId: string,
): Promise<void> {
  await runIn(tx, upsertGrants, [actor.workspaceId, caseId, actor.userId, [ownerId], ['edit'], [null]]);
}

export async function listGrants(tx: TenantTx, caseId: string): Promise<GrantRecord[]> {
  const rows = await runIn(tx, selectLive, [caseId]);
  return rows.map((row) => ({ userId: row.user_id, level: row.kind, expiresAt: row.expires_at }));
}
