import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { withClient } from './admin.ts';
import { createTestDatabase } from './database.ts';

const made = await Promise.all([createTestDatabase(), createTestDatabase(), createTestDatabase()]);
after(() => Promise.all(made.map((database) => database.drop())));
const [first, second] = made;
assert(first && second);

test('each role signs in to the clone under its own name', async () => {
  const urls = [first.ownerUrl, first.appUrl, first.sealerUrl, first.operatorUrl];
  const names = await Promise.all(
    urls.map((url) => withClient(url, (client) => client.query('select current_user, current_database()'))),
  );
  assert.deepEqual(
    names.map((result) => result.rows[0].current_user),
    ['caseward_owner', 'caseward_app', 'caseward_sealer', 'caseward_operator'],
  );
  assert(names.every((result) => result.rows[0].current_database === first.name));
});

test('what one clone holds, another does not', async () => {
  await withClient(first.adminUrl, (client) => client.query('create table only_here ()'));
  const seen = await withClient(second.adminUrl, (client) =>
    client.query(`select to_regclass('public.only_here') as found`),
  );
  assert.equal(seen.rows[0].found, null);
});

test('a dropped database is gone, open connections included', async () => {
  const third = made[2];
  assert(third);
  await withClient(first.adminUrl, async (admin) => {
    await third.drop();
    const left = await admin.query('select from pg_database where datname = $1', [third.name]);
    assert.equal(left.rowCount, 0);
  });
});
