import type { Config, DatabaseUrls } from '../../config.ts';
import { attachEmbedded, inspectEmbedded } from '../../platform/db/embedded.ts';
import { withClient } from '../../platform/db/operator-client.ts';
import { embeddedRoles } from '../embedded-roles.ts';
import { explainFailure } from '../explain-failure.ts';
import { pendingMigrations } from '../migrate.ts';
import { checkBackups } from './backup.check.ts';
import { type Finding, ill, note, well } from './finding.ts';

/** Whether the database can be reached, is of a known version, keeps its walls, and has the right schema. */
export async function checkDatabase(config: Config): Promise<Finding[]> {
  try {
    if (config.database.kind === 'external') return await checkUrls(config, config.database.urls);
    const running = await attachEmbedded(config.dataDir);
    if (running !== undefined) return await checkUrls(config, await embeddedRoles(running, config.dataDir));
    const state = await inspectEmbedded(config.dataDir);
    const sentence =
      state === 'fresh' ? 'will be made by the first start' : 'is not running now; its folder is in order';
    return [note('Database', `${sentence} (${config.dataDir}).`)];
  } catch (error) {
    return [ill('Database', explainFailure(error))];
  }
}

async function checkUrls(config: Config, urls: DatabaseUrls): Promise<Finding[]> {
  const schema = await checkSchema(urls.app);
  const backups = schema.state === 'well' ? await checkBackups(config, urls) : [];
  return [await checkServer(urls.app), schema, ...backups];
}

async function checkServer(url: string): Promise<Finding> {
  const { version, powers, role } = await withClient(url, async (client) => {
    const found = await client.query(
      `select current_setting('server_version_num')::int as version, rolname as role,
          rolsuper or rolbypassrls or rolcreaterole as powers
        from pg_roles where rolname = current_user`,
    );
    return found.rows[0];
  });
  const major = Math.floor(version / 10_000);
  if (powers) {
    return ill(
      'Database',
      `the role ${role} passes by row-level security; use caseward_app, made by "caseward provision".`,
    );
  }
  if (major < 15) return ill('Database', `PostgreSQL ${major} is too old; Caseward needs 15 to 18.`);
  if (major > 18)
    return note('Database', `PostgreSQL ${major} is newer than the 15 to 18 Caseward is tried on.`);
  return well('Database', `PostgreSQL ${major} answers, as ${role}, under row-level security.`);
}

async function checkSchema(url: string): Promise<Finding> {
  const due = await pendingMigrations(url);
  return due.length === 0
    ? well('Schema', 'is the one this version needs.')
    : ill('Schema', `lacks ${due.length} migrations from ${due[0]}; run: npx caseward migrate`);
}
