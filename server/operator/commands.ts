import { loadConfig, processEnv } from '../config.ts';
import { StartError } from '../platform/start-error.ts';
import { withDatabases } from './databases.ts';
import { migrate } from './migrate.ts';

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
