import { loadConfig, processEnv } from '../config.ts';
import { attachEmbedded } from '../platform/db/embedded.ts';
import { StartError } from '../platform/start-error.ts';
import { withDatabases } from './databases.ts';
import { embeddedRoles } from './embedded-roles.ts';
import { migrate, pendingMigrations } from './migrate.ts';

export { provision } from './provision.ts';

/**
 * Migrates the database of this environment, starting the embedded one if it does not run.
 * @returns the names of the files applied.
 */
export async function migrateHere(): Promise<readonly string[]> {
  return withDatabases(loadConfig(processEnv()), async ({ owner }) => {
    if (owner === undefined) throw new StartError('Migrating needs DATABASE_OWNER_URL beside DATABASE_URL.');
    return migrate(owner);
  });
}

/**
 * What this version would apply to the database of this environment, which stays as it is; undefined where it is the
 * embedded one and does not run.
 * @throws StartError when this version cannot run on it.
 */
export async function dueHere(): Promise<readonly string[] | undefined> {
  const { database, dataDir } = loadConfig(processEnv());
  if (database.kind === 'external') return pendingMigrations(database.urls.app);
  const running = await attachEmbedded(dataDir);
  if (running === undefined) return undefined;
  return pendingMigrations((await embeddedRoles(running, dataDir)).app);
}
