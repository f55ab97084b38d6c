import type { Services } from '#server/security/services.ts';
import { backupStore } from './backup.store.ts';

const QUEUE = 'backup';
const EVERY_HOUR = '17 * * * *';
const SIX_HOURS = 6 * 3600;

type Needed = Pick<Services, 'db' | 'jobs' | 'operatorCommand'>;

/**
 * Every hour, on one node at a time: a backup when a day is over, a drill when a week is, else the list of erasures when
 * somebody was erased that day. It is a process of its own,
 * under the operator's database role, which the live server never opens.
 */
export async function workOnBackups(services: Needed): Promise<void> {
  if (services.operatorCommand === undefined) return;
  await services.jobs.work(QUEUE, { retries: 0, expireInSeconds: SIX_HOURS }, () => backUpWhenDue(services));
  await services.jobs.schedule(QUEUE, EVERY_HOUR);
}

/** One round. Rejects where the command failed; the next round tries again. */
export async function backUpWhenDue({ db, operatorCommand }: Needed): Promise<void> {
  if ((await backupStore(db).due()) !== 'nothing') await operatorCommand?.(['backup', '--due']);
}
