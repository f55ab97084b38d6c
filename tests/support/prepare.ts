import { migrate } from '#server/operator/migrate.ts';
import { provision } from '#server/operator/provision.ts';
import { rolePassword } from './admin.ts';

/** Makes the database `name` as an installation does: provisioned, every migration applied. */
export async function prepareDatabase(adminUrl: string, name: string): Promise<void> {
  const urls = await provision({
    adminUrl,
    database: name,
    passwords: {
      owner: rolePassword(adminUrl, 'caseward_owner'),
      app: rolePassword(adminUrl, 'caseward_app'),
      sealer: rolePassword(adminUrl, 'caseward_sealer'),
      operator: rolePassword(adminUrl, 'caseward_operator'),
    },
  });
  await migrate(urls.owner);
}
