import { randomBytes } from 'node:crypto';
import { asRole, onDatabase, roles, testAdminUrl, withClient } from './admin.ts';
import { templateDatabase } from './template.ts';

/** A migrated database of one test file's own. Every URL names this database, each as another role. */
export type TestDatabase = {
  name: string;
  /** The superuser, past every wall: to look at what is really there. */
  adminUrl: string;
  ownerUrl: string;
  appUrl: string;
  sealerUrl: string;
  operatorUrl: string;
  /** Removes the database, ending connections that are still open. */
  drop(): Promise<void>;
};

/** Clones the migrated template into a database of its own (tens of ms). The caller drops it in `after`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = await testAdminUrl();
  const template = await templateDatabase(adminUrl);
  const name = `caseward_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await withClient(adminUrl, async (admin) => {
    await admin.query(`create database ${name} template ${template} owner caseward_owner`);
    // A clone takes over all but the rights on the database itself.
    await admin.query(`revoke all on database ${name} from public`);
    await admin.query(`grant connect on database ${name} to ${roles.join(', ')}`);
  });
  return {
    name,
    adminUrl: onDatabase(adminUrl, name),
    ownerUrl: asRole(adminUrl, 'caseward_owner', name),
    appUrl: asRole(adminUrl, 'caseward_app', name),
    sealerUrl: asRole(adminUrl, 'caseward_sealer', name),
    operatorUrl: asRole(adminUrl, 'caseward_operator', name),
    drop: () =>
      withClient(adminUrl, async (admin) => {
        await admin.query(`drop database if exists ${name} with (force)`);
      }),
  };
}
