import { randomBytes } from 'node:crypto';
import { type Passwords, provision, type Urls } from '#server/operator/provision.ts';
import { rolePassword, testAdminUrl, withClient } from '#tests/support/admin.ts';

export type BareDatabase = { name: string; adminUrl: string; urls: Urls; drop(): Promise<void> };

/** The passwords every test process gives to the roles, which the whole cluster shares. */
export function sharedPasswords(adminUrl: string): Passwords {
  const of = (role: 'caseward_owner' | 'caseward_app' | 'caseward_sealer' | 'caseward_operator') =>
    rolePassword(adminUrl, role);
  return {
    owner: of('caseward_owner'),
    app: of('caseward_app'),
    sealer: of('caseward_sealer'),
    operator: of('caseward_operator'),
  };
}

/** A provisioned database without a single migration. */
export async function makeBareDatabase(): Promise<BareDatabase> {
  const adminUrl = await testAdminUrl();
  const name = `caseward_bare_${process.pid}_${randomBytes(4).toString('hex')}`;
  const urls = await provision({ adminUrl, database: name, passwords: sharedPasswords(adminUrl) });
  const drop = () =>
    withClient(adminUrl, async (admin) => {
      await admin.query(`drop database if exists ${name} with (force)`);
    });
  return { name, adminUrl, urls, drop };
}
