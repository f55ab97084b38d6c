import type { PrivacyKind, PrivacyLaw, PrivacyState } from '#contracts/privacy-requests.ts';
import { type Db, runIn, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import { doorProof, type TenantTx } from '#server/security/tenancy/index.ts';
import type { KeptCourse, KeptRequest } from './request.ts';

export interface RequestRow {
  readonly id: string;
  readonly law: PrivacyLaw;
  readonly kind: PrivacyKind;
  readonly state: PrivacyState;
  readonly by_form: boolean;
  readonly received_at: string;
  readonly acknowledge_by: string | null;
  readonly due_at: string;
  readonly extended_at: string | null;
  readonly identity_checked_at: string | null;
  readonly handler_id: string | null;
  readonly closed_at: string | null;
  readonly sealed_request: Sealed<KeptRequest>;
  readonly sealed_course: Sealed<KeptCourse>;
  readonly sealed_record: Sealed<string> | null;
  readonly record_digest: Buffer | null;
}

const COLUMNS = `r.id, r.law, r.kind, r.state, r.by_form, r.received_at, r.acknowledge_by, r.due_at, r.extended_at,
  r.identity_checked_at, r.handler_id, r.closed_at, r.sealed_request, r.sealed_course, r.sealed_record, r.record_digest`;

const list = statement<[], RequestRow>(`
  select ${COLUMNS} from app.privacy_requests r where r.workspace_id = (select app.tenant())
  order by r.closed_at desc nulls first, r.due_at, r.id limit 200`);
const find = statement<[id: string], RequestRow>(`
  select ${COLUMNS} from app.privacy_requests r where r.workspace_id = (select app.tenant()) and r.id = $1 for update`);
const byToken = statement<[digest: Buffer], RequestRow>(`
  select ${COLUMNS} from app.privacy_requests r
  where r.workspace_id = (select app.tenant()) and r.follow_digest = $1 for update`);
const insert = statement<
  [string, string, string, string, boolean, string, string | null, string, Buffer | null, Buffer, Buffer],
  never
>(`
  insert into app.privacy_requests (workspace_id, id, law, kind, by_form, received_at, acknowledge_by, due_at, follow_digest,
    sealed_request, sealed_course) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`);
const change = statement<
  [
    string,
    string,
    string,
    string | null,
    string | null,
    string | null,
    string | null,
    Buffer,
    Buffer | null,
    Buffer | null,
  ],
  never
>(`
  update app.privacy_requests r set state = $2, due_at = $3, extended_at = $4, identity_checked_at = $5, handler_id = $6,
    closed_at = $7, sealed_course = $8, sealed_record = $9, record_digest = $10
  where r.workspace_id = (select app.tenant()) and r.id = $1`);
const remind = statement<[now: string], { overdue: boolean }>(`
  update app.privacy_requests r set reminded_at = $1::timestamptz
  where r.workspace_id = (select app.tenant()) and r.closed_at is null and r.due_at < $1::timestamptz + interval '7 days'
  returning r.due_at < $1::timestamptz as overdue`);
const overdue = statement<[now: string], { n: number }>(`
  select count(*)::int as n from app.privacy_requests r
  where r.workspace_id = (select app.tenant()) and r.closed_at is null and r.due_at < $1::timestamptz`);
const overdueEverywhere = statement<[], { n: number }>('select app.overdue_privacy_requests() as n');
const takes = statement<[string, string, Buffer], { takes: boolean }>(
  'select app.takes_privacy_requests($1, $2, $3) as takes',
);
const waiting = statement<[string, string, Buffer], { id: string }>(
  'select id from app.workspaces_with_privacy_requests($1, $2, $3) id',
);

export function listRequests(tx: TenantTx): Promise<RequestRow[]> {
  return runIn(tx, list, []);
}

/** Locked, so that one step follows another. */
export async function findRequest(tx: TenantTx, id: string): Promise<RequestRow | undefined> {
  return (await runIn(tx, find, [id]))[0];
}

export async function findByToken(tx: TenantTx, digest: Buffer): Promise<RequestRow | undefined> {
  return (await runIn(tx, byToken, [digest]))[0];
}

export interface NewRequest
  extends Pick<RequestRow, 'id' | 'law' | 'kind' | 'by_form' | 'sealed_request' | 'sealed_course'> {
  readonly workspaceId: string;
  readonly receivedAt: Date;
  readonly acknowledgeBy: Date | undefined;
  readonly dueAt: Date;
  readonly follow: Buffer | null;
}

export async function keepRequest(
  tx: TenantTx,
  _permit: Permit<'workspace.secure'>,
  request: NewRequest,
): Promise<void> {
  await runIn(tx, insert, [
    request.workspaceId,
    request.id,
    request.law,
    request.kind,
    request.by_form,
    request.receivedAt.toISOString(),
    request.acknowledgeBy?.toISOString() ?? null,
    request.dueAt.toISOString(),
    request.follow,
    request.sealed_request,
    request.sealed_course,
  ]);
}

export async function saveRequest(
  tx: TenantTx,
  _permit: Permit<'workspace.secure'> | Permit<'workspace.export'> | Permit<'member.erase'>,
  row: RequestRow,
): Promise<void> {
  await runIn(tx, change, [
    row.id,
    row.state,
    row.due_at,
    row.extended_at,
    row.identity_checked_at,
    row.handler_id,
    row.closed_at,
    row.sealed_course,
    row.sealed_record,
    row.record_digest,
  ]);
}

/** Those due within a week, marked as reminded of: whether each is overdue. */
export function markReminded(tx: TenantTx, now: Date): Promise<{ overdue: boolean }[]> {
  return runIn(tx, remind, [now.toISOString()]);
}

/** How many are past their deadline and not answered; none for whoever may not read them. */
export async function countOverdue(tx: TenantTx, now: Date): Promise<number> {
  return (await runIn(tx, overdue, [now.toISOString()]))[0]?.n ?? 0;
}

export type OverdueStore = ReturnType<typeof overdueStore>;

/** What is past its deadline in all open workspaces: how many, and nothing else. */
export function overdueStore(db: Pick<Db, 'run'>) {
  return { countOverdue: async () => (await db.run(overdueEverywhere, []))[0]?.n ?? 0 };
}

export async function takesRequests(db: Db, workspaceId: string): Promise<boolean> {
  const [row] = await db.run(takes, [workspaceId, ...doorProof(db, `privacy request ${workspaceId}`)]);
  return row?.takes === true;
}

export async function workspacesWaiting(db: Db, now: Date): Promise<string[]> {
  const rows = await db.run(waiting, [now.toISOString(), ...doorProof(db, 'privacy requests')]);
  return rows.map(({ id }) => id);
}
