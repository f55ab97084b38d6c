import { eachInTurn } from '#server/security/each-in-turn.ts';
import type { Services } from '#server/security/services.ts';
import { expireImports, waitingImports } from './case-import.store.ts';
import { IMPORT_QUEUE } from './queue-import.ts';
import { goOnWithImport } from './run-import.ts';

const SWEEP = 'case-imports';
const EVERY_MINUTE = '* * * * *';

/** Makes the cases of imports, goes on with those that a stopped server left, and ends files whose days are over. */
export async function workOnCaseImports(services: Services): Promise<void> {
  await services.jobs.work(IMPORT_QUEUE, { retries: 20, expireInSeconds: 6 * 3_600 }, (data) =>
    goOnWithImport(services, { workspaceId: String(data.workspaceId), importId: String(data.importId) }),
  );
  await services.jobs.work(SWEEP, { retries: 0, expireInSeconds: 50 }, () => sweepImports(services));
  await services.jobs.schedule(SWEEP, EVERY_MINUTE);
}

export async function sweepImports(services: Services): Promise<void> {
  await expireImports(services.db);
  await eachInTurn(await waitingImports(services.db), (job) =>
    services.jobs.send(IMPORT_QUEUE, { ...job }, { singletonKey: job.importId }),
  );
}
