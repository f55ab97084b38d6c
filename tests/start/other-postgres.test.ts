import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, test } from 'node:test';
import { migrate } from '#server/operator/migrate.ts';
import { provision } from '#server/operator/provision.ts';
import { withClient } from '#tests/support/admin.ts';
import { startCluster, stopCluster } from '#tests/support/cluster.ts';

const debian = '/usr/lib/postgresql/15/bin';

// Where Debian's PostgreSQL 15 is not installed, the embedded one stands in: the same must hold there.
const cluster = await startCluster(existsSync(debian) ? debian : undefined);
after(() => stopCluster(cluster));

/** What a managed PostgreSQL hands out: someone who makes roles and databases, and is no superuser. */
async function managedAdmin(): Promise<string> {
  await withClient(cluster.adminUrl, (admin) =>
    admin.query(`create role managed login createrole createdb password 'managed'`),
  );
  return Object.assign(new URL(cluster.adminUrl), { username: 'managed', password: 'managed' }).href;
}

test('an admin who is no superuser provisions, migrates, and may do it again', async () => {
  const options = { adminUrl: await managedAdmin(), database: 'caseward' };
  const first = await provision(options);
  assert.ok((await migrate(first.owner)).length > 0);
  const second = await provision(options);
  assert.deepEqual(await migrate(second.owner), []);
  await assert.rejects(
    withClient(first.app, async () => {}),
    /password authentication failed/,
  );
  await withClient(second.app, (app) => app.query('select 1'));
});

test('a role with a power that opens the walls is refused', async () => {
  for (const power of ['superuser', 'bypassrls', 'createrole', 'createdb', 'replication']) {
    await withClient(cluster.adminUrl, (admin) => admin.query(`alter role caseward_app ${power}`));
    await assert.rejects(
      provision({ adminUrl: cluster.adminUrl, database: 'caseward' }),
      /role caseward_app has powers that would open every wall/,
    );
    await withClient(cluster.adminUrl, (admin) => admin.query(`alter role caseward_app no${power}`));
  }
  await provision({ adminUrl: cluster.adminUrl, database: 'caseward' });
});
