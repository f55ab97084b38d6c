import type { DatabaseUrls } from '../config.ts';
import { StartError } from '../platform/start-error.ts';
import { migrate, pendingMigrations } from './migrate.ts';

/**
 * Brings the schema forward where the owner's URL is known; a node without it only looks.
 * @throws StartError when files are due and may not be applied from here.
 */
export async function ensureSchema(urls: DatabaseUrls): Promise<readonly string[]> {
  if (urls.owner !== undefined) return migrate(urls.owner);
  const due = await pendingMigrations(urls.app);
  if (due.length === 0) return [];
  throw new StartError(
    `The database lacks ${due.length} migrations (from ${due[0]}); run "caseward migrate" with DATABASE_OWNER_URL set.`,
  );
}
