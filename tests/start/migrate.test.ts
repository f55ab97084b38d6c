import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, beforeEach, test } from 'node:test';
import { migrate, pendingMigrations } from '#server/operator/migrate.ts';
import { StartError } from '#server/platform/start-error.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeBareDatabase } from './bare-database.ts';

const bare = await makeBareDatabase();
after(() => bare.drop());
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caseward-migrations-'));
});
afterEach(async () => {
  await withClient(bare.urls.owner, (owner) =>
    owner.query('drop table if exists public.caseward_migrations, one, two, three'),
  );
  await rm(folder, { recursive: true, force: true });
});

const write = (name: string, sql: string) => writeFile(join(folder, name), sql);
const tables = () =>
  withClient(bare.urls.owner, async (owner) => {
    const found = await owner.query(
      `select relname from pg_class where relkind = 'r' and relname in ('one', 'two', 'three') order by 1`,
    );
    return found.rows.map((row) => row.relname);
  });

test('files are applied in order, once', async () => {
  await write('0002_two.sql', 'create table two (id int references one (id));');
  await write('0001_one.sql', 'create table one (id int primary key);');
  assert.deepEqual(await pendingMigrations(bare.urls.app, folder), ['0001_one.sql', '0002_two.sql']);
  assert.deepEqual(await migrate(bare.urls.owner, folder), ['0001_one.sql', '0002_two.sql']);
  assert.deepEqual(await migrate(bare.urls.owner, folder), []);
  assert.deepEqual(await pendingMigrations(bare.urls.app, folder), []);
});

test('a file that fails leaves nothing of itself, and those before it stay', async () => {
  await write('0001_one.sql', 'create table one ();');
  await write('0002_two.sql', 'create table two (); select 1/0;');
  await assert.rejects(
    migrate(bare.urls.owner, folder),
    /0002_two\.sql failed and was undone: division by zero/,
  );
  assert.deepEqual(await tables(), ['one']);
  await write('0002_two.sql', 'create table two ();');
  assert.deepEqual(await migrate(bare.urls.owner, folder), ['0002_two.sql']);
});

test('an applied file that was changed is refused', async () => {
  await write('0001_one.sql', 'create table one ();');
  await migrate(bare.urls.owner, folder);
  await write('0001_one.sql', 'create table one (); -- touched');
  await assert.rejects(migrate(bare.urls.owner, folder), /0001_one\.sql was changed after it was applied/);
});

test('old code refuses a newer schema when it is breaking, and only then', async () => {
  await write('0001_one.sql', 'create table one ();');
  await write('0002_two.sql', 'create table two ();');
  await migrate(bare.urls.owner, folder);
  await rm(join(folder, '0002_two.sql'));
  assert.deepEqual(await migrate(bare.urls.owner, folder), []);
  await write('0002_two.sql', 'create table two ();');
  await write('0003_three.sql', '-- breaking: two moved\ncreate table three ();');
  await migrate(bare.urls.owner, folder);
  await rm(join(folder, '0003_three.sql'));
  await assert.rejects(migrate(bare.urls.owner, folder), /made by a newer Caseward \(0003_three\.sql/);
  await assert.rejects(pendingMigrations(bare.urls.app, folder), StartError);
});

test('two files with one number, and a number below the newest applied, are refused', async () => {
  await write('0002_two.sql', 'create table two ();');
  await migrate(bare.urls.owner, folder);
  await write('0001_one.sql', 'create table one ();');
  await assert.rejects(migrate(bare.urls.owner, folder), /0001_one\.sql comes too late/);
  await write('0001_uno.sql', 'create table one ();');
  await assert.rejects(migrate(bare.urls.owner, folder), /Two migrations have the number/);
});

test('two processes that migrate at once apply each file once', async () => {
  await write('0001_one.sql', 'select pg_sleep(0.1); create table one ();');
  const both = await Promise.all([migrate(bare.urls.owner, folder), migrate(bare.urls.owner, folder)]);
  assert.deepEqual(both.flat(), ['0001_one.sql']);
});

test('the live role can read the ledger and cannot write it', async () => {
  await migrate(bare.urls.owner, folder);
  await withClient(bare.urls.app, async (app) => {
    await app.query('select from public.caseward_migrations');
    await assert.rejects(app.query('delete from public.caseward_migrations'), /permission denied/);
  });
});
