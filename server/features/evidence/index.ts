import type { Services } from '#server/security/services.ts';
import { CHECK_QUEUE, type CheckJob } from './queue-check.ts';
import { settleEvidence } from './settle-evidence.ts';

export { evidenceRoutes } from './evidence.routes.ts';
export { findCleanAfter, findEvidence, markDeleted, readText } from './evidence.store.ts';
export { indexEvidence, unindexEvidence } from './index-evidence.ts';
export { openFile } from './sealed-content.ts';
export { sweepEvidence } from './sweep.ts';

/** Looks at uploads, on every node. */
export async function workOnEvidence(services: Services): Promise<void> {
  const options = { retries: 20, expireInSeconds: 900 };
  await services.jobs.work(CHECK_QUEUE, options, ({ workspaceId, evidenceId, waits, once }) => {
    const job: CheckJob = {
      workspaceId: String(workspaceId),
      evidenceId: String(evidenceId),
      waits: Number(waits ?? 0),
      once: once === true,
    };
    return settleEvidence(services, job);
  });
}
