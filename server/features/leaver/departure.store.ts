import type { DepartureReceipt } from '#contracts/leaver.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

export interface Holdings {
  readonly cases: number;
  readonly contacts: number;
  readonly seats: number;
  /** Views they shared with the workspace. */
  readonly views: number;
  readonly grants: number;
  readonly invitations: number;
  /** Open reviews that wait for their word. */
  readonly reviews: number;
  /** 1 where the workspace's directory knows them. */
  readonly directoryTies: number;
}

const counts = statement<[userId: string], Holdings>(`
  select
    (select count(*)::int from app.cases c where c.workspace_id = t.here and c.owner_id = $1) as cases,
    (select count(*)::int from app.contacts k where k.workspace_id = t.here and k.owner_id = $1) as contacts,
    (select count(*)::int from app.case_staff s where s.workspace_id = t.here and s.user_id = $1) as seats,
    (select count(*)::int from app.saved_views v where v.workspace_id = t.here and v.user_id = $1 and v.shared) as views,
    (select count(*)::int from app.case_grants g where g.workspace_id = t.here and g.user_id = $1) as grants,
    (select count(*)::int from app.invitations i where i.workspace_id = t.here and i.inviter_id = $1
      and i.state = 'pending') as invitations,
    (select count(*)::int from app.review_decisions d
      join app.review_rounds r on r.workspace_id = d.workspace_id and r.id = d.round_id and r.state = 'open'
      where d.workspace_id = t.here and d.reviewer_id = $1 and d.decision is null) as reviews,
    app.directory_holds($1)::int as "directoryTies"
  from (select app.tenant() as here) t`);

/** What hangs on this person in the workspace. */
export async function countHoldings(tx: TenantTx, userId: string): Promise<Holdings> {
  const [row] = await runIn(tx, counts, [userId]);
  if (row === undefined) throw new Error('a count has one row');
  return row;
}

const endGrants = statement<[string], never>(
  'delete from app.case_grants where workspace_id = (select app.tenant()) and user_id = $1',
);
const endDeparted = statement<[userId: string], { drafts: number; sessions: number }>(
  'select * from app.end_departed($1)',
);

/** Ends what else lets this person in; they are no member any more when this is called. */
export async function endHoldings(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  userId: string,
): Promise<{ drafts: number; sessions: number }> {
  await runIn(tx, endGrants, [userId]);
  const [row] = await runIn(tx, endDeparted, [userId]);
  return row ?? { drafts: 0, sessions: 0 };
}

const tryAll = statement<[userId: string], DepartureReceipt['trials'][number]>(
  'select * from app.try_departed($1)',
);

/** Every way in they ever had, tried at the door. */
export function tryDoor(tx: TenantTx, userId: string): Promise<DepartureReceipt['trials']> {
  return runIn(tx, tryAll, [userId]);
}

type ReceiptValues = [
  workspaceId: string,
  id: string,
  userId: string,
  byId: string,
  receipt: string,
  digest: Buffer,
];

const insert = statement<ReceiptValues, never>(`
  insert into app.departures (workspace_id, id, user_id, by_id, receipt, receipt_digest) values ($1, $2, $3, $4, $5, $6)`);

export async function keepReceipt(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  { workspaceId, id, userId, byId }: DepartureReceipt,
  receipt: string,
  digest: Buffer,
): Promise<void> {
  await runIn(tx, insert, [workspaceId, id, userId, byId, receipt, digest]);
}

export interface ReceiptRow {
  readonly id: string;
  readonly user_id: string;
  readonly by_id: string;
  readonly receipt: string;
  readonly receipt_digest: Buffer;
}

const COLUMNS = 'd.id, d.user_id, d.by_id, d.receipt, d.receipt_digest';
const find = statement<[id: string], ReceiptRow>(
  `select ${COLUMNS} from app.departures d where d.workspace_id = (select app.tenant()) and d.id = $1`,
);
const newest = statement<[], ReceiptRow>(`
  select ${COLUMNS} from app.departures d where d.workspace_id = (select app.tenant())
  order by d.done_at desc, d.id limit 200`);

export async function findReceipt(tx: TenantTx, id: string): Promise<ReceiptRow | undefined> {
  return (await runIn(tx, find, [id]))[0];
}

/** The newest first. */
export function listReceipts(tx: TenantTx): Promise<ReceiptRow[]> {
  return runIn(tx, newest, []);
}
