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

/** What the health page asks (claim FL-26). */
export function probes({ db, blobs, scanner, mailer, keys }: ProbedParts): HealthProbe[] {
  const after = async (work: Promise<unknown>) => {
    await work;
    return 'ok' as const;
  };
  return [
    { name: 'database', vital: true, check: () => after(db.run(ping, [])) },
    { name: 'configuration', vital: true, check: async () => 'ok' },
    { name: 'keys', vital: true, check: () => after(keys.open(SYSTEM_SCOPE)) },
    { name: 'storage', vital: false, check: () => after(blobs.check()) },
    { name: 'mail', vital: false, check: () => after(mailer.verify()) },
    { name: 'scanner', vital: false, check: async () => ((await scanner.health()).up ? 'ok' : 'degraded') },
    {
      name: 'audit',
      vital: false,
      check: async () => ((await db.run(lag, []))[0]?.behind === true ? 'degraded' : 'ok'),
    },
    // Backups come with a later release; until then the page says that there are none.
    { name: 'backup', vital: false, check: async () => 'off' },
  ];
}
