import { RANK } from '#contracts/common.ts';
import { listActiveMembers } from '#server/features/members/index.ts';
import { OutsideError } from '#server/platform/fetch-outside/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { inTenantAsSystem, type TenantTx } from '#server/security/tenancy/index.ts';
import { type AlertRow, lockAlert, nameContext, type Webhook, webhookContext } from './alert.store.ts';
import { failureOf, nextTry } from './back-off.ts';
import { type DeliveryRow, noteDelivery, takeDeliveries } from './delivery.store.ts';
import { postMessage } from './standard-webhook.ts';

/** Tries of more than two days; then it waits for a person. */
const MOST_TRIES = 60;

interface Parcel {
  readonly delivery: DeliveryRow;
  readonly name: string;
  readonly kind: AlertRow['kind'];
  readonly webhook: Webhook | null;
  /** Addresses of those who administer. */
  readonly to: readonly string[];
}

/** Sends what alerts owe and is due. What fails is tried again, each time later; nothing is dropped. */
export async function deliver(services: Services, workspaceId: string): Promise<void> {
  const parcels = await services.keys.retrying(workspaceId, (scope) =>
    inTenantAsSystem(services.db, workspaceId, (tx) => pack(tx, scope)),
  );
  for (const parcel of parcels) {
    const outcome = await send(services, workspaceId, parcel);
    await inTenantAsSystem(services.db, workspaceId, (tx) => noteDelivery(tx, parcel.delivery.id, outcome));
  }
}

async function pack(tx: TenantTx, scope: KeyScope): Promise<Parcel[]> {
  const due = await takeDeliveries(tx);
  if (due.length === 0) return [];
  const members = await listActiveMembers(tx, scope);
  const to = members.filter(({ role }) => RANK[role] >= RANK.admin).map(({ email }) => email);
  const parcels: Parcel[] = [];
  for (const delivery of due) {
    const alert = await lockAlert(tx, delivery.alert_id);
    if (alert === undefined) continue;
    const { id, sealed_name, sealed_webhook, kind } = alert;
    const webhook = sealed_webhook && scope.unseal(webhookContext(id), sealed_webhook);
    parcels.push({ delivery, name: scope.unseal(nameContext(id), sealed_name), kind, webhook, to });
  }
  return parcels;
}

async function send(services: Services, workspaceId: string, parcel: Parcel) {
  const now = services.clock.now();
  const tries = parcel.delivery.tries + 1;
  try {
    if (parcel.delivery.channel === 'mail') await mail(services, workspaceId, parcel);
    else await post(services, workspaceId, parcel, now);
    return { state: 'sent', tries, nextTryAt: now, failure: null } as const;
  } catch (error) {
    const state = tries < MOST_TRIES ? 'waiting' : 'failed';
    return { state, tries, nextTryAt: nextTry(now, tries), failure: failureOf(error) } as const;
  }
}

/** Into the queue of letters, which tries again by itself. */
async function mail({ mail: letters }: Services, workspaceId: string, { delivery, name, to }: Parcel) {
  const { id, at, count } = delivery;
  for (const address of to) {
    const letter = { template: 'log-alert', to: address, name, count, at, workspaceId } as const;
    await letters.queue(letter, { once: `log-alert ${id} ${address}` });
  }
}

async function post(
  { outside, inRegion }: Services,
  workspaceId: string,
  parcel: Parcel,
  now: Date,
): Promise<void> {
  const { delivery, name, kind, webhook } = parcel;
  if (webhook === null) return;
  if (!inRegion(webhook.address)) throw new OutsideError('elsewhere');
  const { id, alert_id: alertId, entry_id: entryId, actor_id: actorId, action, count, at } = delivery;
  const data = { workspaceId, alertId, name, kind, entryId, actorId, action, count };
  await postMessage(outside, webhook, { id, type: 'audit.alert', at, data }, now);
}
