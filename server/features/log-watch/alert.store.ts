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
// What the windows of the rules reach back to, and what is new.
const seen = statement<[after: string, to: string, minutes: number], SeenEntry>(`
  select e.id, l.seq::int8::float8 as seq, e.at, e.actor_id as "actorId", e.action, e.detail
  from app.audit_entries e join app.audit_leaves l on l.entry_id = e.id
  where e.workspace_id = (select app.tenant()) and l.seq <= $2 and (l.seq > $1 or e.at > (
    select min(n.at) - make_interval(mins => $3::int) from app.audit_leaves s join app.audit_entries n on n.id = s.entry_id
    where s.seq > $1 and s.seq <= $2 and n.workspace_id = (select app.tenant())))
  order by l.seq`);
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

export function entriesToJudge(tx: TenantTx, stretch: { after: number; to: number; minutes: number }) {
  return runIn(tx, seen, [String(stretch.after), String(stretch.to), stretch.minutes]);
}

export function firedLately(tx: TenantTx, minutes: number): Promise<Fired[]> {
  return runIn(tx, fired, [minutes]);
}

/** Every rule has judged the log up to this number. */
export async function noteJudged(tx: TenantTx, to: number): Promise<void> {
  await runIn(tx, judged, [String(to)]);
}
