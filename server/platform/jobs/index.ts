import { PgBoss } from 'pg-boss';
import { jobError } from './job-error.ts';

/** How a queue tries again. */
export interface QueueOptions {
  /** Tries after the first; each waits longer than the one before, an hour at most. */
  readonly retries: number;
  /** Seconds before a job that does not answer is taken from its node. */
  readonly expireInSeconds: number;
}

export interface SendOptions {
  readonly startAfterSeconds?: number;
  /** At most one waiting job of this key. */
  readonly singletonKey?: string;
  /** A UUID: a second job of it, while the first is still known, is left out. */
  readonly id?: string;
}

export type JobData = Readonly<Record<string, string | number | boolean | null>>;

/** Durable work, in the same database: what is queued survives any node. */
export interface Jobs {
  /** Declares a queue and does its work on this node, `concurrency` at a time. */
  work(queue: string, options: QueueOptions, handle: (data: JobData) => Promise<void>): Promise<void>;
  send(queue: string, data: JobData, options?: SendOptions): Promise<void>;
  /** Runs the queue by cron (UTC). */
  schedule(queue: string, cron: string): Promise<void>;
  /** Whether the library's own loops are well. */
  healthy(): boolean;
  stop(): Promise<void>;
}

const POLL_SECONDS = 2;
const LONGEST_WAIT_SECONDS = 3_600;

export interface JobListeners {
  /** Hears of failures between jobs. */
  readonly onError: (error: unknown) => void;
  /** Hears of each job that ended, with the time it took (ms). */
  readonly onEnd?: (outcome: { queue: string; ms: number; failed: boolean }) => void;
  /** Hears of a job that failed, each time it is tried. */
  readonly onFailure?: (queue: string, error: unknown) => void;
}

/** Starts the job library on its own small pool. */
export async function startJobs(url: string, { onError, onFailure, onEnd }: JobListeners): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: url,
    schema: 'pgboss',
    createSchema: false,
    max: 4,
    application_name: 'caseward-jobs',
  });
  let well = true;
  boss.on('error', (error) => {
    well = false;
    onError(jobError(error));
  });
  await boss.start();
  const workers = new Map<string, string>();
  return {
    async work(queue, { retries, expireInSeconds }, handle) {
      const options = {
        retryLimit: retries,
        retryDelay: 5,
        retryDelayMax: LONGEST_WAIT_SECONDS,
        retryBackoff: true,
        expireInSeconds,
      };
      await boss.createQueue(queue, options);
      // One that an earlier version made keeps its own otherwise.
      await boss.updateQueue(queue, options);
      const worker = await boss.work<JobData>(
        queue,
        { pollingIntervalSeconds: POLL_SECONDS, batchSize: 1 },
        async ([job]) => {
          const began = performance.now();
          const ended = (failed: boolean) => onEnd?.({ queue, ms: performance.now() - began, failed });
          try {
            if (job !== undefined) await handle(job.data ?? {});
            ended(false);
          } catch (error) {
            ended(true);
            onFailure?.(queue, error);
            throw error;
          }
          well = true;
        },
      );
      workers.set(queue, worker);
    },
    async send(queue, data, { startAfterSeconds, singletonKey, id } = {}) {
      await boss.send(
        queue,
        { ...data },
        {
          ...(startAfterSeconds !== undefined && { startAfter: startAfterSeconds }),
          ...(singletonKey !== undefined && { singletonKey }),
          ...(id !== undefined && { id }),
        },
      );
      // This node need not wait for its own next look.
      const worker = workers.get(queue);
      if (worker !== undefined) boss.notifyWorker(worker);
    },
    async schedule(queue, cron) {
      await boss.schedule(queue, cron, null, { tz: 'UTC' });
    },
    healthy: () => well,
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}
