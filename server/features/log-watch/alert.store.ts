import type { AlertKind } from '#contracts/log-watch.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import type { Fired, SeenEntry } from './judge.ts';

/** Where an alert goes besides mail, and what it is signed with. */
export interface Webhook {
  readonly address: string;
  readonly secret: string;
}

export interface AlertRow {
  readonly id: string;
  readonly sealed_name: Sealed<string>;
  readonly kind: AlertKind;
  readonly threshold: number;
  readonly window_minutes: number;
  readonly by_mail: boolean;
  readonly sealed_webhook: Sealed<Webhook> | null;
  readonly active: boolean;
  readonly judged_to: string;
  readonly version: number;
}

export interface NewAlert extends Omit<AlertRow, 'active' | 'version' | 'judged_to'> {
  readonly workspace_id: string;
  readonly judged_to: string;
  readonly made_by: string;
}

export const nameContext = (id: string) => ({ table: 'log_alerts', row: id, use: 'name' }) as const;
export const webhookContext = (id: string) => ({ table: 'log_alerts', row: id, use: 'webhook' }) as const;

const HERE = 'a.workspace_id = (select app.tenant())';
const list = statement<[], AlertRow>(
  `select a.* from app.log_alerts a where ${HERE} order by a.made_at, a.id limit 50`,
);
const lock = statement<[id: string], AlertRow>(
  `select a.* from app.log_alerts a where ${HERE} and a.id = $1 for update`,
);
const judged = statement<[to: string], never>(
  `update app.log_alerts a set judged_to = $1 where ${HERE} and a.active and a.judged_to < $1`,
);
const ENTRY = 'e.id, l.seq::int8::float8 as seq, e.at, e.actor_id as "actorId", e.action, e.detail';
const fresh = statement<[after: string, to: string, actions: readonly string[], most: number], SeenEntry>(`
  select ${ENTRY} from app.audit_leaves l join app.audit_entries e on e.id = l.entry_id
  where l.seq > $1 and l.seq <= $2 and e.workspace_id = (select app.tenant()) and e.action = any($3)
  order by l.seq limit $4::int`);
// Somebody's newest ones, and no more of them than make a rule fire.
const before = statement<
  [after: string, actors: readonly (string | null)[], actions: readonly string[], from: string, most: number],
  SeenEntry
>(`
  select x.* from unnest($2::uuid[]) who cross join lateral (
    select ${ENTRY} from app.audit_entries e join app.audit_leaves l on l.entry_id = e.id
    where e.workspace_id = (select app.tenant()) and e.actor_id is not distinct from who and e.action = any($3)
      and e.at > $4::timestamptz and l.seq <= $1
    order by e.at desc, e.id limit $5::int) x
  order by x.seq`);
const fired = statement<[minutes: number], Fired>(`
  select d.alert_id as "alertId", d.actor_id as "actorId", max(e.at) as at
  from app.alert_deliveries d join app.audit_entries e on e.id = d.entry_id
  where d.workspace_id = (select app.tenant()) and d.made_at > now() - make_interval(mins => $1::int) - interval '1 hour'
  group by 1, 2`);

export function listAlerts(tx: TenantTx): Promise<AlertRow[]> {
  return runIn(tx, list, []);
}

export async function lockAlert(tx: TenantTx, id: string): Promise<AlertRow | undefined> {
  return (await runIn(tx, lock, [id]))[0];
}

export async function insertAlert(
  tx: TenantTx,
  _permit: Permit<'workspace.secure'>,
  row: NewAlert,
): Promise<void> {
  await tx.insertInto('app.log_alerts').values(row).execute();
}

export async function updateAlert(
  tx: TenantTx,
  _permit: Permit<'workspace.secure'>,
  id: string,
  change: Partial<Pick<AlertRow, 'sealed_name' | 'threshold' | 'window_minutes' | 'active' | 'judged_to'>>,
): Promise<void> {
  await tx
    .updateTable('app.log_alerts')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

export async function deleteAlert(
  tx: TenantTx,
  _permit: Permit<'workspace.secure'>,
  id: string,
): Promise<void> {
  await tx.deleteFrom('app.log_alerts').where('id', '=', id).execute();
}

/** What was sealed with these actions after one number of the log and up to another, the first `most` of it. */
export function freshEntries(
  tx: TenantTx,
  { after, to, actions, most }: { after: number; to: number; actions: readonly string[]; most: number },
): Promise<SeenEntry[]> {
  return runIn(tx, fresh, [String(after), String(to), actions, most]);
}

/** What these people did with these actions since a moment and up to a number of the log: the last `most` of each. */
export function entriesBefore(
  tx: TenantTx,
  stretch: {
    after: number;
    actors: readonly (string | null)[];
    actions: readonly string[];
    from: string;
    most: number;
  },
): Promise<SeenEntry[]> {
  const { after, actors, actions, from, most } = stretch;
  return runIn(tx, before, [String(after), actors, actions, from, most]);
}

export function firedLately(tx: TenantTx, minutes: number): Promise<Fired[]> {
  return runIn(tx, fired, [minutes]);
}

/** Every rule has judged the log up to this number. */
export async function noteJudged(tx: TenantTx, to: number): Promise<void> {
  await runIn(tx, judged, [String(to)]);
}
