import type { Activity, ActivityKind } from '#contracts/activity.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import { type KeyScope, newId, type SealContext, type Sealed } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

/** What is sealed of an entry of the timeline; `version` is the case's after it. */
export interface ActivityDetail {
  readonly from?: string;
  readonly to?: string;
  readonly text?: string;
  readonly version?: number;
}

export interface NewActivity extends ActivityDetail {
  readonly caseId: string;
  readonly kind: ActivityKind;
  readonly fields?: readonly string[];
}

const detailContext = (id: string): SealContext => ({ table: 'activities', row: id, use: 'detail' });

type Values = [
  workspaceId: string,
  id: string,
  caseId: string,
  actorId: string,
  kind: ActivityKind,
  fields: readonly string[],
  detail: Buffer,
];

const INSERT = `insert into app.activities (workspace_id, id, case_id, actor_id, kind, fields, sealed_detail)
  values ($1, $2, $3, $4, $5, $6, $7)`;
const insertFirst = statement<Values, never>(INSERT);
// Whatever happens to a case makes it recent. A case written in this transaction is so already.
const insertNext = statement<Values, never>(`
  with touched as (update app.cases set updated_at = now()
    where workspace_id = $1 and id = $3 and updated_at < now())
  ${INSERT}`);

/** Writes one line of a case's timeline, in the transaction of what it tells of. */
export async function addActivity(
  tx: TenantTx,
  scope: KeyScope,
  actor: { readonly workspaceId: string; readonly userId: string },
  { caseId, kind, fields = [], ...detail }: NewActivity,
): Promise<void> {
  const id = newId();
  const sealed = scope.seal<ActivityDetail>(detailContext(id), detail);
  const insert = kind === 'created' ? insertFirst : insertNext;
  await runIn(tx, insert, [actor.workspaceId, id, caseId, actor.userId, kind, fields, sealed]);
}

export interface ActivityRecord extends Omit<Activity, 'actor'> {
  readonly actorId: string | null;
  readonly version: number | null;
}

interface Row {
  readonly id: string;
  readonly at: string;
  readonly kind: ActivityKind;
  readonly actor_id: string | null;
  readonly fields: string[];
  readonly sealed_detail: Sealed<ActivityDetail> | null;
}

const selectPage = statement<[caseId: string, at: string | null, id: string | null, limit: number], Row>(`
  select a.id, a.at, a.kind, a.actor_id, a.fields, a.sealed_detail from app.activities a
  where a.workspace_id = (select app.tenant()) and a.case_id = $1
    and ($2::timestamptz is null or (a.at, a.id) < ($2::timestamptz, $3::uuid))
  order by a.at desc, a.id desc limit $4`);

/** The timeline of a case the actor may see, newest first, from `after` on. */
export async function listActivities(
  tx: TenantTx,
  scope: KeyScope,
  caseId: string,
  after: readonly [at: string, id: string] | null,
  limit: number,
): Promise<ActivityRecord[]> {
  const rows = await runIn(tx, selectPage, [caseId, after?.[0] ?? null, after?.[1] ?? null, limit]);
  return rows.map((row) => openActivity(scope, row));
}

const selectSome = statement<[ids: readonly string[]], Row>(`
  select a.id, a.at, a.kind, a.actor_id, a.fields, a.sealed_detail from app.activities a
  where a.workspace_id = (select app.tenant()) and a.id = any($1::uuid[])`);

/** These entries of any timelines the actor may see, by id. */
export async function findActivities(
  tx: TenantTx,
  scope: KeyScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ActivityRecord>> {
  if (ids.length === 0) return new Map();
  const rows = await runIn(tx, selectSome, [ids]);
  return new Map(rows.map((row) => [row.id, openActivity(scope, row)]));
}

function openActivity(scope: KeyScope, row: Row): ActivityRecord {
  const detail = row.sealed_detail ? scope.unseal(detailContext(row.id), row.sealed_detail) : {};
  return {
    id: row.id,
    at: row.at,
    kind: row.kind,
    actorId: row.actor_id,
    fields: row.fields,
    from: detail.from ?? null,
    to: detail.to ?? null,
    text: detail.text ?? '',
    version: detail.version ?? null,
  };
}
