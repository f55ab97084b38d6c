import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { withClient } from './admin.ts';
import { prepareDatabase } from './prepare.ts';

const migrations = new URL('../../migrations/', import.meta.url);
const preparing = ['../../server/operator/provision.ts', '../../server/operator/migrate.ts'];

/**
 * The name of a database that is provisioned and migrated, to be cloned: one for each state of migrations/, so
 * that several working copies share a cluster. Whoever comes first makes it, the others wait for the lock.
 */
export async function templateDatabase(adminUrl: string): Promise<string> {
  const name = `caseward_template_${await fingerprint()}`;
  await withClient(adminUrl, async (admin) => {
    await admin.query(`select pg_advisory_lock(hashtext('caseward test template'))`);
    const known = await admin.query('select from pg_database where datname = $1', [name]);
    if (known.rowCount) return;
    await admin.query('drop database if exists caseward_template_unfinished with (force)');
    await prepareDatabase(adminUrl, 'caseward_template_unfinished');
    await admin.query(`alter database caseward_template_unfinished rename to ${name}`);
    await admin.query(`alter database ${name} with allow_connections false`);
  });
  return name;
}

async function fingerprint(): Promise<string> {
  const names = await readdir(migrations).catch(() => []);
  const files = names.filter((name) => name.endsWith('.sql') && name !== 'schema.sql').sort();
  const sources = [
    ...files.map((name) => new URL(name, migrations)),
    ...preparing.map((path) => new URL(path, import.meta.url)),
  ];
  const hash = createHash('sha256');
  for (const source of sources) {
    hash.update(`${source.pathname.split('/').at(-1)}\n`).update(await readFile(source).catch(() => ''));
  }
  return hash.digest('hex').slice(0, 12);
}
