import { createHash } from 'node:crypto';
import { withClient } from '#server/platform/db/operator-client.ts';
import { clusterFile, readCluster } from './cluster.ts';

export { withClient };

export const roles = ['caseward_owner', 'caseward_app', 'caseward_sealer', 'caseward_operator'] as const;
type RoleName = (typeof roles)[number];

/** The superuser's URL of the PostgreSQL that tests use: CASEWARD_TEST_ADMIN_URL, else the cluster left running. */
export async function testAdminUrl(): Promise<string> {
  const url = process.env.CASEWARD_TEST_ADMIN_URL ?? (await readCluster())?.adminUrl;
  if (url) return url;
  throw new Error(
    `No test cluster runs (${clusterFile()}). Start one: node_modules/.bin/node scripts/test-cluster.ts --keep`,
  );
}

/** Roles belong to a whole cluster: every process that tests in it derives the same password for each. */
export function rolePassword(adminUrl: string, role: RoleName): string {
  return createHash('sha256')
    .update(`${new URL(adminUrl).password} ${role}`)
    .digest('hex')
    .slice(0, 40);
}

export function onDatabase(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}

export function asRole(adminUrl: string, role: RoleName, database: string): string {
  const password = rolePassword(adminUrl, role);
  return Object.assign(new URL(onDatabase(adminUrl, database)), { username: role, password }).href;
}
