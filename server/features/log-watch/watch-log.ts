import { eachInTurn } from '#server/security/each-in-turn.ts';
import type { Services } from '#server/security/services.ts';
import { deliver } from './deliver.ts';
import { judgeLog } from './judge-log.ts';
import { type LogWork, logWork } from './log-work.store.ts';
import { runStream } from './run-stream.ts';

const QUEUE = 'log-watch';
const EVERY_MINUTE = '* * * * *';

/** Rules, deliveries and streams, every minute on one node; what was just sealed need not wait for that. */
export async function workOnLogWatch(services: Services): Promise<void> {
  await services.jobs.work(QUEUE, { retries: 0, expireInSeconds: 300 }, () => watchLog(services));
  await services.jobs.schedule(QUEUE, EVERY_MINUTE);
}

export interface Follower {
  /** There may be something to do. */
  soon(): void;
  stop(): Promise<void>;
}

/** Does the work as soon as something was sealed, one round at a time. */
export function followLog(services: Services, onError: (error: unknown) => void): Follower {
  let running: Promise<void> | undefined;
  let again = false;
  const rounds = async () => {
    do {
      again = false;
      await watchLog(services).catch(onError);
    } while (again);
    running = undefined;
  };
  return {
    soon() {
      again = true;
      running ??= rounds();
    },
    async stop() {
      again = false;
      await running;
    },
  };
}

/** One round. What fails in one workspace holds up no other; the first failure is thrown at the end. */
export async function watchLog(services: Services): Promise<void> {
  const attempt = (work: LogWork) => doWork(services, work);
  const all = () => true;
  // What rules owe since a moment ago.
  const owed = ({ work }: LogWork) => work === 'deliveries';
  await eachInTurn([all, owed], async (due) => eachInTurn((await logWork(services.db)).filter(due), attempt));
}

async function doWork(services: Services, { workspace_id: workspaceId, work, id }: LogWork): Promise<void> {
  if (work === 'alerts') return judgeLog(services, workspaceId);
  if (work === 'deliveries') return deliver(services, workspaceId);
  if (id !== null) return runStream(services, workspaceId, id);
}
