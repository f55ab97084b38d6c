import type { Services } from '#server/security/services.ts';

export const CHECK_QUEUE = 'evidence-check';

export interface CheckJob {
  readonly workspaceId: string;
  readonly evidenceId: string;
  /** How often nobody could look so far. */
  readonly waits?: number;
  /** Sent by the sweep, which comes again: no look of its own follows. */
  readonly once?: boolean;
}

/** Seconds until the next look while the scanner is away: soon at first, then once a minute, without end. */
const WAITS = [2, 5, 10, 30, 60];

export async function queueCheck(services: Pick<Services, 'jobs'>, job: CheckJob): Promise<void> {
  await services.jobs.send(CHECK_QUEUE, { ...job });
}

export async function queueNextLook(services: Pick<Services, 'jobs'>, job: CheckJob): Promise<void> {
  if (job.once === true) return;
  const waits = job.waits ?? 0;
  const startAfterSeconds = WAITS[Math.min(waits, WAITS.length - 1)] ?? 60;
  await services.jobs.send(CHECK_QUEUE, { ...job, waits: waits + 1 }, { startAfterSeconds });
}
