import type { DepartureReceipt } from '#contracts/leaver.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

export interface Holdings {
  readonly cases: number;
  readonly seats: number;
  readonly grants: number;
  readonly invitations: number;
}

const counts = statement<[userId: string], Holdings>(`
  select
    (select count(*)::int from app.cases c where c.workspace_id = t.here and c.owner_id = $1) as cases,
    (select count(*)::int from app.case_staff s where s.workspace_id = t.here and s.user_id = $1) as seats,
    (select count(*)::int from app.case_grants g where g.workspace_id = t.here and g.user_id = $1) as grants,
    (select count(*)::int from app.invitations i where i.workspace_id = t.here and i.inviter_id = $1
      and i.state = 'pending') as invitations
  from (select app.tenant() as here) t`);

/** What hangs on this person in the workspace. */
export async function countHoldings(tx: TenantTx, userId: string): Promise<Holdings> {
  const [row] = await runIn(tx, counts, [userId]);
  if (row === undefined) throw new Error('a count has one row');
  return row;
}

const moveCases = statement<[leaver: string, heir: string], { id: string; version: number }>(`
  update app.cases set owner_id = $2, version = version + 1, updated_at = now()
  where workspace_id = (select app.tenant()) and owner_id = $1 returning id, version`);
const grantHeir = statement<[leaver: string, heir: string, by: string], never>(`
  insert into app.case_grants (workspace_id, case_id, user_id, kind, granted_by)
  select c.workspace_id, c.id, $2, 'edit', $3 from app.cases c
  where c.workspace_id = (select app.tenant()) and c.owner_id = $1 and c.restricted
  on conflict (workspace_id, case_id, user_id) do update set kind = 'edit', expires_at = null`);

/** Gives the cases one owns to another member, who sees the restricted ones like the owner before. */
export async function moveOwnedCases(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  { userId, heirId, byId }: { userId: string; heirId: string; byId: string },
): Promise<{ id: string; version: number }[]> {
  await runIn(tx, grantHeir, [userId, heirId, byId]);
  return runIn(tx, moveCases, [userId, heirId]);
}

const endGrants = statement<[string], never>(
  'delete from app.case_grants where workspace_id = (select app.tenant()) and user_id = $1',
);
const endSeats = statement<[string], never>(
  'delete from app.case_staff where workspace_id = (select app.tenant()) and user_id = $1',
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
  for (const end of [endGrants, endSeats]) await runIn(tx, end, [userId]);
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
