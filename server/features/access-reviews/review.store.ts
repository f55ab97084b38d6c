import type { ReviewInterval } from '#contracts/access-reviews.ts';
import type { Role } from '#contracts/common.ts';
import { type Db, runIn, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import { doorProof, type TenantTx } from '#server/security/tenancy/index.ts';

export interface ReviewRow {
  readonly id: string;
  readonly opened_by: string | null;
  readonly opened_at: string;
  readonly due_at: string;
  readonly overdue: boolean;
  readonly closed_by: string | null;
  readonly closed_at: string | null;
  readonly sealed_record: Sealed<string> | null;
  readonly record_digest: Buffer | null;
  readonly members: number;
  readonly undecided: number;
}

const COLUMNS = `r.id, r.opened_by, r.opened_at, r.due_at, r.closed_at is null and r.due_at < now() as overdue,
  r.closed_by, r.closed_at,
  (select count(*)::int from app.access_review_members e
    where e.workspace_id = r.workspace_id and e.review_id = r.id) as members,
  (select count(*)::int from app.access_review_members e
    join app.memberships m on m.workspace_id = e.workspace_id and m.user_id = e.user_id and m.state <> 'removed'
    where e.workspace_id = r.workspace_id and e.review_id = r.id and e.decision is null) as undecided`;

export function recordContext(reviewId: string) {
  return { table: 'access_reviews', row: reviewId, use: 'record' } as const;
}

const list = statement<[], ReviewRow>(`
  select ${COLUMNS}, null::bytea as sealed_record, r.record_digest from app.access_reviews r
  where r.workspace_id = (select app.tenant()) order by r.opened_at desc, r.id limit 100`);
const find = statement<[id: string], ReviewRow>(`
  select ${COLUMNS}, r.sealed_record, r.record_digest from app.access_reviews r
  where r.workspace_id = (select app.tenant()) and r.id = $1`);
const lock = statement<[id: string], { id: string }>(`
  select r.id from app.access_reviews r where r.workspace_id = (select app.tenant()) and r.id = $1 for update`);

/** The newest first. */
export function listReviews(tx: TenantTx): Promise<ReviewRow[]> {
  return runIn(tx, list, []);
}

export async function findReview(tx: TenantTx, id: string): Promise<ReviewRow | undefined> {
  return (await runIn(tx, find, [id]))[0];
}

/** Locked, so that none is judged while it is closed. */
export async function lockReview(tx: TenantTx, id: string): Promise<ReviewRow | undefined> {
  const [locked] = await runIn(tx, lock, [id]);
  return locked && findReview(tx, id);
}

const insert = statement<[workspaceId: string, id: string, by: string | null], { id: string }>(`
  insert into app.access_reviews (workspace_id, id, opened_by) values ($1, $2, $3)
  on conflict do nothing returning id`);
// Members as they stand now. What they can come in with is asked once, of a function that tells no more than that.
const snapshot = statement<[id: string], { user_id: string }>(`
  insert into app.access_review_members (workspace_id, review_id, user_id, role, joined_at, last_seen_at, passkeys, totp,
    password, tokens, grants)
  select m.workspace_id, $1, m.user_id, m.role, m.created_at, s.last_seen_at, coalesce(s.passkeys, 0),
    coalesce(s.totp, false), coalesce(s.password, false),
    (select count(*)::int from app.api_tokens k where k.workspace_id = m.workspace_id and k.maker_id = m.user_id
      and k.revoked_at is null and k.expires_at > now()),
    (select count(*)::int from app.case_grants g where g.workspace_id = m.workspace_id and g.user_id = m.user_id
      and (g.expires_at is null or g.expires_at > now()))
  from app.memberships m left join app.members_standing() s on s.user_id = m.user_id
  where m.workspace_id = (select app.tenant()) and m.state <> 'removed' returning user_id`);

/** False where one is open already. */
export async function openReviewRow(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  { workspaceId, id, openedBy }: { workspaceId: string; id: string; openedBy: string | null },
): Promise<boolean> {
  if ((await runIn(tx, insert, [workspaceId, id, openedBy])).length === 0) return false;
  await runIn(tx, snapshot, [id]);
  return true;
}

const close = statement<[id: string, by: string, record: Buffer, digest: Buffer], never>(`
  update app.access_reviews set closed_at = now(), closed_by = $2, sealed_record = $3, record_digest = $4
  where workspace_id = (select app.tenant()) and id = $1 and closed_at is null`);

export async function closeReviewRow(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  { id, by, record, digest }: { id: string; by: string; record: Sealed<string>; digest: Buffer },
): Promise<void> {
  await runIn(tx, close, [id, by, record, digest]);
}

type Schedule = { every_months: ReviewInterval };
const schedule = statement<[], Schedule>(`
  select s.every_months from app.access_review_schedules s where s.workspace_id = (select app.tenant())`);
const saveSchedule = statement<[workspaceId: string, months: ReviewInterval], never>(`
  insert into app.access_review_schedules (workspace_id, every_months) values ($1, $2)
  on conflict (workspace_id) do update set every_months = $2, changed_at = now()`);
const next = statement<[months: number], { at: string }>(`
  select coalesce((select max(r.opened_at) from app.access_reviews r where r.workspace_id = w.id), w.created_at)
    + make_interval(months => $1) as at
  from app.workspaces w where w.id = (select app.tenant())`);

/** Undefined: nobody has said anything. */
export async function findSchedule(tx: TenantTx): Promise<Schedule | undefined> {
  return (await runIn(tx, schedule, []))[0];
}

export async function saveScheduleRow(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  workspaceId: string,
  months: ReviewInterval,
): Promise<void> {
  await runIn(tx, saveSchedule, [workspaceId, months]);
}

/** When the next review opens by itself, where none is open. */
export async function nextReviewAt(tx: TenantTx, months: number): Promise<string | null> {
  return (await runIn(tx, next, [months]))[0]?.at ?? null;
}

const due = statement<[moment: string, proof: Buffer], { id: string }>(
  'select id from app.access_reviews_due($1, $2) id',
);

/** Workspaces whose review is due. */
export async function dueWorkspaces(db: Db): Promise<string[]> {
  return (await db.run(due, [...doorProof(db, 'access reviews')])).map(({ id }) => id);
}

export interface EntryRow {
  readonly user_id: string;
  readonly role: Role;
  readonly joined_at: string;
  readonly last_seen_at: string | null;
  readonly passkeys: number;
  readonly totp: boolean;
  readonly password: boolean;
  readonly tokens: number;
  readonly grants: number;
  readonly decision: 'keep' | 'lower' | 'remove' | null;
  readonly new_role: Role | null;
  readonly sealed_reason: Sealed<string> | null;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
  /** The membership now. */
  readonly present: boolean;
  readonly role_now: Role;
}
