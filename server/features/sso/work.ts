import { AppError } from '#server/platform/app-error.ts';
import { eachInTurn } from '#server/security/each-in-turn.ts';
import type { Services } from '#server/security/services.ts';
import { tellOwners } from './break-glass.ts';
import { flowStore } from './flow.store.ts';
import { lookAfter } from './look-after.ts';

const DAILY = { queue: 'sso-daily', cron: '17 4 * * *' };
const MINUTELY = { queue: 'sso-minutely', cron: '* * * * *' };

/** What single sign-on does by itself, on one node at a time. */
export async function workOnSso(services: Services): Promise<void> {
  await services.jobs.work(DAILY.queue, { retries: 2, expireInSeconds: 900 }, () =>
    lookAfterConnections(services),
  );
  await services.jobs.work(MINUTELY.queue, { retries: 2, expireInSeconds: 60 }, () =>
    tellOfBreakGlass(services),
  );
  await services.jobs.schedule(DAILY.queue, DAILY.cron);
  await services.jobs.schedule(MINUTELY.queue, MINUTELY.cron);
}

/** Fetches metadata again and reminds of certificates; one workspace's trouble is no other's. */
export async function lookAfterConnections(services: Services): Promise<void> {
  await eachInTurn(await flowStore(services.db).all(), ({ workspace_id, connection_id }) =>
    unlessGone(() => lookAfter(services, workspace_id, connection_id)),
  );
  await flowStore(services.db).tidy();
}

/** Tells every owner of each use of the emergency door. */
export async function tellOfBreakGlass(services: Services): Promise<void> {
  await eachInTurn(await flowStore(services.db).breakGlassToTell(), (use) =>
    unlessGone(() => tellOwners(services, use.workspace_id, { userId: use.user_id, at: use.at })),
  );
}

async function unlessGone(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'not_found')) throw error;
  }
}
