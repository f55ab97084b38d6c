import type { AlertDelivery, AlertDeliveryList } from '#contracts/log-watch.ts';
import { loadPeople, type People, personOf } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command } from '#server/security/command.ts';
import { read } from '#server/security/read.ts';
import { type DeliveryRow, listDeliveries, lockDelivery, noteDelivery } from './delivery.store.ts';

/** The newest messages of alerts, and what became of each. */
export function listAlertDeliveries(caller: WorkspaceCaller): Promise<AlertDeliveryList> {
  return read(caller, 'workspace.secure', async (tx, { scope }) => {
    const rows = await listDeliveries(tx);
    const people = await loadPeople(
      tx,
      scope,
      rows.map(({ actor_id }) => actor_id),
    );
    return { out: { items: rows.map((row) => deliveryView(row, people)) }, disclosed: undefined };
  });
}

/** Lets a message that was given up, or that waits, be tried at once. */
export const retryDelivery = command({
  action: 'workspace.secure',
  load: (tx, { deliveryId }: { readonly deliveryId: string }) => lockDelivery(tx, deliveryId),
  about: () => null,
  rules(_actor, { state }) {
    if (state === 'sent') throw new AppError('conflict', { message: 'This was sent.' });
  },
  async run({ tx, target, services, audit }): Promise<{ done: true }> {
    const { failure, id } = target;
    await noteDelivery(tx, id, { state: 'waiting', tries: 0, nextTryAt: services.clock.now(), failure });
    audit({ action: 'alert-delivery.retried', targetKind: 'alert-delivery', targetId: id });
    return { done: true };
  },
});

function deliveryView(row: DeliveryRow, people: People): AlertDelivery {
  const { id, alert_id: alertId, channel, actor_id, count, state, tries, failure } = row;
  const actor = actor_id === null ? null : personOf(people, actor_id);
  const nextTryAt = state === 'waiting' ? row.next_try_at : null;
  const times = { madeAt: row.made_at, nextTryAt, sentAt: row.sent_at };
  return { id, alertId, channel, actor, count, state, tries, failure, ...times };
}
