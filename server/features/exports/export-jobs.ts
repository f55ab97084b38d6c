import type { Services } from '#server/security/services.ts';
import { expireExports, waitingExports } from './export.store.ts';
import { EXPORT_QUEUE } from './queue-export.ts';
import { runExport } from './run-export.ts';

const SWEEP = 'workspace-exports';
const EVERY_MINUTE = '* * * * *';

/** Makes exports, goes on with those that a stopped server left, and ends those whose day is over. */
export async function workOnExports(services: Services): Promise<void> {
  await services.jobs.work(EXPORT_QUEUE, { retries: 20, expireInSeconds: 6 * 3_600 }, (data) =>
    runExport(services, { workspaceId: String(data.workspaceId), exportId: String(data.exportId) }),
  );
  await services.jobs.work(SWEEP, { retries: 0, expireInSeconds: 50 }, () => sweepExports(services));
  await services.jobs.schedule(SWEEP, EVERY_MINUTE);
}

export async function sweepExports(services: Services): Promise<void> {
  await expireExports(services.db);
  for (const job of await waitingExports(services.db))
    await services.jobs.send(EXPORT_QUEUE, { ...job }, { singletonKey: job.exportId });
}
