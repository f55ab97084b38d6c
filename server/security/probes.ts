import type { BlobStore } from '#server/platform/blobs/index.ts';
import { type Db, statement } from '#server/platform/db/index.ts';
import type { HealthProbe } from '#server/platform/health.ts';
import type { Jobs } from '#server/platform/jobs/index.ts';
import type { Mailer } from '#server/platform/mail/index.ts';
import type { Scanner } from '#server/platform/scan/index.ts';
import { type KeyRing, SYSTEM_SCOPE } from './crypto/index.ts';

export interface ProbedParts {
  readonly db: Db;
  readonly blobs: BlobStore;
  readonly scanner: Scanner;
  readonly mailer: Mailer;
  readonly keys: KeyRing;
  readonly jobs: Jobs;
}

const ping = statement<[], unknown>('select 1');
const lag = statement<[], { behind: boolean }>('select app.audit_behind() as behind');

/** What the health page asks of what the server itself stands on (claim FL-26); features add theirs. */
export function probes({ db, blobs, scanner, mailer, keys, jobs }: ProbedParts): HealthProbe[] {
  const after = async (work: Promise<unknown>) => {
    await work;
    return 'ok' as const;
  };
  return [
    { name: 'database', vital: true, check: () => after(db.run(ping, [])) },
    { name: 'configuration', vital: true, check: async () => 'ok' },
    {
      name: 'keys',
      vital: true,
      check: async () => {
        await keys.open(SYSTEM_SCOPE);
        return keys.answered() ? 'ok' : { status: 'degraded', note: 'unanswered' };
      },
    },
    { name: 'storage', vital: false, check: () => after(blobs.check()) },
    { name: 'mail', vital: false, check: () => after(mailer.verify()) },
    { name: 'scanner', vital: false, check: async () => ((await scanner.health()).up ? 'ok' : 'degraded') },
    {
      name: 'audit',
      vital: false,
      check: async () =>
        (await db.run(lag, []))[0]?.behind === true ? { status: 'degraded', note: 'behind' } : 'ok',
    },
    { name: 'jobs', vital: false, check: async () => (jobs.healthy() ? 'ok' : 'degraded') },
  ];
}
