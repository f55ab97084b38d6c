import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { tidyUp } from '#server/features/housekeeping/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

const admin = (sql: string) =>
  withClient(world.test.database.adminUrl, async (client) => (await client.query(sql)).rows);

test('what is over goes, what is not stays', async () => {
  await world.anonymous.post('/sign-in/codes', { email: 'ada@example.test' });
  await tidyUp(world.test.app.services);
  assert.equal((await admin('select 1 from app.sign_in_codes')).length, 1);
  await admin("update app.sign_in_codes set created_at = now() - interval '2 days'");
  await tidyUp(world.test.app.services);
  assert.equal((await admin('select 1 from app.sign_in_codes')).length, 0);
});

test('a throw-away world nobody removed is purged: people, keys and cases gone, its log kept', async () => {
  const owner = world.a.as('owner');
  const { caseTypes } = (await owner.get(world.a.path)).body;
  assertStatus(await owner.post(`${world.a.path}/cases`, { type: caseTypes[0].key, title: 'Left' }), 201);
  await admin("update app.probe_worlds set expires_at = now() - interval '1 minute'");
  await tidyUp(world.test.app.services);
  assertStatus(await owner.get('/session'), 401);
  assert.equal((await admin('select 1 from app.cases')).length, 0);
  assert.equal((await admin('select 1 from app.workspace_keys')).length, 0);
  assert.ok((await admin('select 1 from app.audit_entries')).length > 0);
});
