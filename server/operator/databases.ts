import type { Config, DatabaseUrls } from '../config.ts';
import { attachEmbedded, startEmbedded } from '../platform/db/embedded.ts';
import { embeddedRoles } from './embedded-roles.ts';

/** The database of this deployment, one URL for each role; `stop` ends what was started for it. */
export type Databases = { readonly urls: DatabaseUrls; stop(): Promise<void> };

type Log = (sentence: string) => void;

/** For the server: holds the data folder for itself alone. `meanwhile` is called while the database starts. */
export async function openDatabases(
  { database, dataDir }: Config,
  log: Log,
  meanwhile?: () => void,
): Promise<Databases> {
  if (database.kind === 'external') return { urls: database.urls, stop: async () => {} };
  const embedded = await startEmbedded({ dataDir, log, meanwhile });
  try {
    return { urls: await embeddedRoles(embedded.adminUrl, dataDir), stop: embedded.stop };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/**
 * For a command of the operator: uses the embedded database beside a server that runs, or starts it for as long
 * as `work` takes.
 */
export async function withDatabases<T>(
  config: Config,
  work: (urls: DatabaseUrls) => Promise<T>,
  log: Log = () => {},
): Promise<T> {
  const beside = config.database.kind === 'embedded' ? await attachEmbedded(config.dataDir) : undefined;
  if (beside !== undefined) return work(await embeddedRoles(beside, config.dataDir));
  const databases = await openDatabases(config, log);
  try {
    return await work(databases.urls);
  } finally {
    await databases.stop();
  }
}
