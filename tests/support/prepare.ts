import { readdir, readFile } from 'node:fs/promises';
import { asRole, onDatabase, rolePassword, roles, withClient } from './admin.ts';

/** Provisions and migrates the empty database `name`: roles with their test passwords, then every migration. */
export async function prepareDatabase(adminUrl: string, name: string, migrations: URL): Promise<void> {
  await withClient(onDatabase(adminUrl, name), async (admin) => {
    for (const role of roles) {
      const known = await admin.query('select from pg_roles where rolname = $1', [role]);
      await admin.query(
        `${known.rowCount ? 'alter' : 'create'} role ${role} login password '${rolePassword(adminUrl, role)}'`,
      );
    }
    await admin.query(`alter database ${name} owner to caseward_owner`);
    await admin.query('alter schema public owner to caseward_owner');
    await admin.query(`grant connect on database ${name} to ${roles.join(', ')}`);
  });
  await withClient(asRole(adminUrl, 'caseward_owner', name), async (owner) => {
    const names = await readdir(migrations).catch(() => []);
    for (const file of names.filter((entry) => /^\d{4}_.*\.sql$/.test(entry)).sort()) {
      await owner.query(`begin; ${await readFile(new URL(file, migrations), 'utf8')}; commit;`);
    }
  });
}
