import { readHealth } from '#server/features/health/index.ts';
import type { Services } from '#server/security/services.ts';
import { statusStore } from './status.store.ts';

const QUEUE = 'status';
const EVERY_MINUTE = '* * * * *';

/** Keeps a look at all parts every minute, by one node at a time, and one as soon as this node is up. */
export async function workOnStatus(services: Services): Promise<void> {
  await services.jobs.work(QUEUE, { retries: 0, expireInSeconds: 60 }, () => noteHealth(services));
  await services.jobs.schedule(QUEUE, EVERY_MINUTE);
  await services.jobs.send(QUEUE, {}, { singletonKey: 'start' });
}

/** Looks at all parts now and keeps what was found. */
export async function noteHealth(services: Services): Promise<void> {
  const { checks } = await readHealth(services);
  await statusStore(services.db).note(checks);
}
