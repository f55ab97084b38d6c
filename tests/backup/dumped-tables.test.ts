import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dumpedTables, leftOut } from '#server/operator/backup/dumped-tables.ts';
import { connect, type OperatorClient } from '#server/platform/db/operator-client.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';

let database: TestDatabase;
let admin: OperatorClient;
let operator: OperatorClient;
before(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  operator = await connect(database.operatorUrl);
});
after(async () => {
  await operator.end();
  await admin.end();
  await database.drop();
});

const tables = async () =>
  (
    await admin.query(
      `select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'`,
    )
  ).rows
    .map(({ name }) => String(name))
    .sort();

test('every table is in a backup, or left out for a reason that stands in the code', async () => {
  const dumped = (await dumpedTables(operator)).map(({ name }) => name);
  assert.deepEqual([...dumped, ...Object.keys(leftOut)].sort(), await tables());
});

test('control: a table that the operator’s role sees in part, or not at all, stops the backup', async () => {
  await admin.query(
    'create table app.twin (workspace_id uuid); alter table app.twin enable row level security',
  );
  try {
    await assert.rejects(dumpedTables(operator), /does not see all rows of twin/);
    await admin.query('grant select on app.twin to caseward_operator');
    await assert.rejects(dumpedTables(operator), /does not see all rows of twin/);
    await admin.query('create policy partly on app.twin to caseward_operator using (workspace_id is null)');
    await assert.rejects(dumpedTables(operator), /does not see all rows of twin/);
    await admin.query('create policy operator on app.twin to caseward_operator using (true)');
    assert.ok((await dumpedTables(operator)).some(({ name }) => name === 'twin'));
    await admin.query(
      'create policy fewer on app.twin as restrictive to caseward_operator using (workspace_id is null)',
    );
    await assert.rejects(dumpedTables(operator), /does not see all rows of twin/);
  } finally {
    await admin.query('drop table app.twin');
  }
});

test('control: the live role is refused, whatever it may read', async () => {
  const live = await connect(database.appUrl);
  try {
    await assert.rejects(dumpedTables(live), /does not see all rows of/);
  } finally {
    await live.end();
  }
});
