import type { DatabaseUrls } from '../config.ts';
import { StartError } from '../platform/start-error.ts';
import { unfinishedRestore } from './backup/unfinished-restore.ts';
import { migrate, pendingMigrations } from './migrate.ts';

/**
 * Brings the schema forward where the owner's URL is known; a node without it only looks.
 * @throws StartError when files are due and may not be applied from here, or a restore was cut short.
 */
export async function ensureSchema(urls: DatabaseUrls): Promise<readonly string[]> {
  if ((await unfinishedRestore(urls.app)) !== undefined)
    throw new StartError(
      'A restore into this database was cut short, and what was erased since would be back; run it again: npx caseward restore',
    );
  if (urls.owner !== undefined) return migrate(urls.owner);
  const due = await pendingMigrations(urls.app);
  if (due.length === 0) return [];
  throw new StartError(
    `The database lacks ${due.length} migrations (from ${due[0]}); run "caseward migrate" with DATABASE_OWNER_URL set.`,
  );
}
