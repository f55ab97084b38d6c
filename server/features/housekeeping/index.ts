import { sweepEvidence } from '#server/features/evidence/index.ts';
import { expiredProbeWorlds, purgeProbeWorlds } from '#server/features/probe-worlds/index.ts';
import type { Services } from '#server/security/services.ts';
import { housekeepingStore } from './housekeeping.store.ts';

const QUEUE = 'housekeeping';
const EVERY_TEN_MINUTES = '*/10 * * * *';

/** Clears away what is over, every ten minutes, on one node at a time. */
export async function workOnHousekeeping(services: Services): Promise<void> {
  await services.jobs.work(QUEUE, { retries: 2, expireInSeconds: 300 }, async () => {
    await tidyUp(services);
  });
  await services.jobs.schedule(QUEUE, EVERY_TEN_MINUTES);
}

/** One round: old sign-in codes, rate windows, events and kept replies, what files left behind, throw-away worlds nobody removed. */
export async function tidyUp(services: Services): Promise<void> {
  const store = housekeepingStore(services.db);
  while ((await store.cleanRates()) > 0);
  await store.tidy();
  await store.forgetReplies();
  await sweepEvidence(services);
  for (const world of await expiredProbeWorlds(services)) await purgeProbeWorlds(services, world);
}
