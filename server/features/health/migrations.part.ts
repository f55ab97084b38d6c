import { readdir } from 'node:fs/promises';
import type { HealthProbe } from '#server/platform/health.ts';
import type { HealthStore } from './health.store.ts';

const FOLDER = new URL('../../../migrations/', import.meta.url);

/** Whether the schema is the one this build was written for: newer is `differs`, older is down. */
export function migrationsPart(store: Pick<HealthStore, 'newestMigration'>): HealthProbe {
  let known: Promise<number> | undefined;
  return {
    name: 'migrations',
    vital: true,
    async check() {
      known ??= newestFile();
      const applied = await store.newestMigration();
      if (applied === (await known)) return 'ok';
      return applied > (await known)
        ? { status: 'degraded', note: 'differs' }
        : { status: 'down', note: 'behind' };
    },
  };
}

async function newestFile(): Promise<number> {
  const names = await readdir(FOLDER);
  const numbers = names
    .filter((name) => /^\d{4}_.*\.sql$/.test(name))
    .map((name) => Number(name.slice(0, 4)));
  return Math.max(0, ...numbers);
}
