import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rowsAsAdmin } from '#tests/support/accounts.ts';
import { importerOf, PLAN } from '#tests/support/case-imports.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

const standing = () =>
  rowsAsAdmin(
    world.test,
    'select workspace_id, user_id, role, state, assigned_only from app.memberships order by 1, 2',
  );

test('an admin imports cases for an Owner, and nobody becomes a member or gets a role by it', async () => {
  const { a, b } = world;
  const before = await standing();
  const importer = importerOf(world, 'admin');
  const path = await importer.send(
    [
      'Title,Owner,Role',
      `Pump stopped,${a.people.owner.email},owner`,
      `Belt torn,${b.people.owner.email},owner`,
      'Gear worn,new.owner@example.org,owner',
      `Fan loud,${a.people.admin.email},owner`,
    ].join('\r\n'),
  );
  const role = { ...PLAN, columns: ['title', 'owner', 'role'] };
  assertStatus(await a.as('admin').put(`${path}/plan`, role), 422);
  await importer.plan(path, { columns: ['title', 'owner', null] });
  await importer.check(path);
  const done = await importer.run(path);
  assert.deepEqual([done.state, done.made, done.refused], ['done', 2, 2]);
  const made = await rowsAsAdmin(
    world.test,
    `select c.owner_id from app.case_import_rows r join app.cases c on c.workspace_id = r.workspace_id and c.id = r.case_id
     order by r.row_number`,
  );
  assert.deepEqual(
    made.map(({ owner_id }) => owner_id),
    [a.people.owner.userId, a.people.admin.userId],
    'control: the rows were read, with whom they name',
  );
  assert.deepEqual(await standing(), before);
});
