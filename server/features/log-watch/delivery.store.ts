import type { AlertDelivery } from '#contracts/log-watch.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import type { Firing } from './judge.ts';

export interface DeliveryRow {
  readonly id: string;
  readonly alert_id: string;
  readonly channel: AlertDelivery['channel'];
  readonly entry_id: string;
  readonly actor_id: string | null;
  readonly count: number;
  readonly state: AlertDelivery['state'];
  readonly tries: number;
  readonly next_try_at: string;
  readonly failure: AlertDelivery['failure'];
  readonly made_at: string;
  readonly sent_at: string | null;
  /** When it happened. */
  readonly at: string;
  readonly action: string;
}

type Channel = AlertDelivery['channel'];
type Made = [
  workspaceId: string,
  alertId: string,
  channel: Channel,
  entryId: string,
  actorId: string | null,
  count: number,
];

const FROM = `select d.*, e.at, e.action from app.alert_deliveries d join app.audit_entries e on e.id = d.entry_id
  where d.workspace_id = (select app.tenant())`;
const insert = statement<Made, { id: string }>(`
  insert into app.alert_deliveries (workspace_id, alert_id, channel, entry_id, actor_id, count)
  values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id`);
const newest = statement<[], DeliveryRow>(`${FROM} order by d.made_at desc, d.id limit 50`);
// Whoever takes them has ten minutes: no other node sends them meanwhile, and what a stopped one had is due again after.
const take = statement<[], DeliveryRow>(`
  with due as (
    select d.id from app.alert_deliveries d
    where d.workspace_id = (select app.tenant()) and d.state = 'waiting' and d.next_try_at <= now()
    order by d.made_at, d.id limit 50 for update skip locked),
  taken as (
    update app.alert_deliveries d set next_try_at = now() + interval '10 minutes' from due
    where d.workspace_id = (select app.tenant()) and d.id = due.id returning d.*)
  select t.*, e.at, e.action from taken t join app.audit_entries e on e.id = t.entry_id order by t.made_at, t.id`);
const lock = statement<[id: string], DeliveryRow>(`${FROM} and d.id = $1 for update of d`);
const put = statement<
  [id: string, state: string, tries: number, nextTryAt: string, failure: string | null],
  never
>(`
  update app.alert_deliveries d set state = $2, tries = $3, next_try_at = $4, failure = $5,
    sent_at = case when $2 = 'sent' then now() end
  where d.workspace_id = (select app.tenant()) and d.id = $1 and d.state <> 'sent'`);

/** Owes a message; a second time for the same entry, nothing. */
export async function owe(
  tx: TenantTx,
  workspaceId: string,
  channel: Channel,
  firing: Firing,
): Promise<void> {
  const { alertId, entryId, actorId, count } = firing;
  await runIn(tx, insert, [workspaceId, alertId, channel, entryId, actorId, count]);
}

export function listDeliveries(tx: TenantTx): Promise<DeliveryRow[]> {
  return runIn(tx, newest, []);
}

/** Takes what is due for this run. */
export function takeDeliveries(tx: TenantTx): Promise<DeliveryRow[]> {
  return runIn(tx, take, []);
}

export async function lockDelivery(tx: TenantTx, id: string): Promise<DeliveryRow | undefined> {
  return (await runIn(tx, lock, [id]))[0];
}

export interface Outcome {
  readonly state: DeliveryRow['state'];
  readonly tries: number;
  readonly nextTryAt: Date;
  readonly failure: DeliveryRow['failure'];
}

export async function noteDelivery(tx: TenantTx, id: string, outcome: Outcome): Promise<void> {
  const { state, tries, nextTryAt, failure } = outcome;
  await runIn(tx, put, [id, state, tries, nextTryAt.toISOString(), failure]);
}
