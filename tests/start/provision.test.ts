import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { isProvisioned, provision } from '#server/operator/provision.ts';
import { onDatabase, withClient } from '#tests/support/admin.ts';
import { makeBareDatabase, sharedPasswords } from './bare-database.ts';

const bare = await makeBareDatabase();
after(() => bare.drop());

test('each role signs in, and none has a power', async () => {
  for (const url of Object.values(bare.urls)) {
    const role = await withClient(url, (client) =>
      client.query('select * from pg_roles where rolname = current_user'),
    );
    const { rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication } = role.rows[0];
    assert.ok(!(rolsuper || rolbypassrls || rolcreaterole || rolcreatedb || rolreplication));
  }
});

test('only the owner may create anything in the database', async () => {
  for (const url of [bare.urls.app, bare.urls.sealer, bare.urls.operator]) {
    await withClient(url, async (client) => {
      await assert.rejects(client.query('create schema mine'), /permission denied/);
      await assert.rejects(client.query('create table public.mine ()'), /permission denied/);
      await assert.rejects(client.query('create temporary table mine ()'), /permission denied/);
    });
  }
  await withClient(bare.urls.owner, (owner) => owner.query('create schema mine; drop schema mine'));
});

test('a role of anyone else cannot connect', async () => {
  const found = await withClient(onDatabase(bare.adminUrl, bare.name), (admin) =>
    admin.query(`select has_database_privilege('pg_monitor', current_database(), 'connect') as may`),
  );
  assert.equal(found.rows[0].may, false);
});

test('it may be run again, and knows what is there', async () => {
  const options = { adminUrl: bare.adminUrl, database: bare.name, passwords: sharedPasswords(bare.adminUrl) };
  assert.deepEqual(await provision(options), bare.urls);
  assert.equal(await isProvisioned(bare.adminUrl, bare.name), true);
  assert.equal(await isProvisioned(bare.adminUrl, 'caseward_never_made'), false);
});
