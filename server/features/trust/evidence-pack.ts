import type { NewestPack } from '#contracts/trust.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { Services } from '#server/security/services.ts';
import { evidencePackStore } from './evidence-pack.store.ts';

const QUEUE = 'evidence-pack';
const EVERY_HOUR = '29 * * * *';

type Needed = Pick<Services, 'db' | 'jobs' | 'operatorCommand'>;

/** What is known of the newest pack. */
export async function readNewestPack({ db }: Services): Promise<NewestPack> {
  return { pack: (await evidencePackStore(db).newest()) ?? null };
}

/** The newest pack itself. @throws AppError before the first one. */
export async function openNewestPack({ db }: Services): Promise<{ name: string; content: Buffer }> {
  const pack = await evidencePackStore(db).content();
  if (pack === undefined) throw new AppError('not_found');
  return { name: `evidence-${pack.madeAt.slice(0, 10)}.zip`, content: pack.content };
}

/** A pack every week and after each proof run, made by a process of its own under the operator's role. */
export async function workOnEvidencePacks(services: Needed): Promise<void> {
  if (services.operatorCommand === undefined) return;
  await services.jobs.work(QUEUE, { retries: 0, expireInSeconds: 900 }, () => packWhenDue(services));
  await services.jobs.schedule(QUEUE, EVERY_HOUR);
}

/** One round. Rejects where the command failed; the next round tries again. */
export async function packWhenDue({ db, operatorCommand }: Needed): Promise<void> {
  if (await evidencePackStore(db).due()) await operatorCommand?.(['evidence-pack', 'make']);
}
