import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { verifyExport } from '#server/security/audit/verify.ts';
import { withClient } from '#tests/support/admin.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let caseId: string;
before(async () => {
  world = await startTestWorld();
  const owner = world.a.as('owner');
  const { caseTypes } = (await owner.get(world.a.path)).body;
  const made = await owner.post(`${world.a.path}/cases`, {
    type: caseTypes[0].key,
    title: 'Audited',
    body: 'secret words',
  });
  assertStatus(made, 201);
  caseId = made.body.id;
  assertStatus(await world.a.as('reviewer').get(`${world.a.path}/cases/${caseId}`), 200);
});
after(() => world.close());

const query = (body: object, role: 'owner' | 'manager' | 'viewer' = 'owner') =>
  world.a.as(role).post(`${world.a.path}/audit/query`, body);

test('a change and a read are in the log: who, what, when, from where, never the value', async () => {
  const reply = await query({ filter: { targetId: caseId } });
  assertStatus(reply, 200);
  const seen = reply.body.items.map((entry: { actor: { id: string }; action: string; ip: string }) => [
    entry.action,
    entry.actor.id,
    entry.ip,
  ]);
  assert.deepEqual(seen, [
    ['case.read', world.a.people.reviewer.userId, '127.0.0.1'],
    ['case.created', world.a.people.owner.userId, '127.0.0.1'],
  ]);
  assert.doesNotMatch(reply.text, /secret words|Audited/);
});

test('the log is for those the role table names', async () => {
  assertStatus(await query({}, 'viewer'), 403);
  assertStatus(await query({}, 'manager'), 403);
  assertStatus(await world.b.as('owner').post(`${world.a.path}/audit/query`, {}), 404);
});

async function exported(): Promise<string[]> {
  for (let i = 0; i < 40; i++) {
    const reply = await world.a.as('admin').post(`${world.a.path}/audit/exports`, { format: 'jsonl' });
    assertStatus(reply, 200);
    if (reply.text.includes('case.created')) return reply.text.trim().split('\n');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the log was not sealed');
}

test('an export verifies offline, and names the entry that was changed', async () => {
  const lines = await exported();
  const good = await verifyExport(lines);
  assert.equal(good.ok, true);
  const at = lines.findIndex((line) => line.includes('"case.created"'));
  const bad = lines.with(at, (lines[at] ?? '').replace('case.created', 'case.erased'));
  const found = await verifyExport(bad);
  assert.equal(found.ok, false);
  assert.equal(found.firstBad?.kind, 'edited');
});

test('the live role changes, deletes and empties nothing of the log', async () => {
  for (const statement of [
    "update app.audit_entries set action = 'x'",
    'delete from app.audit_entries',
    'truncate app.audit_entries',
    'truncate app.audit_leaves',
    "update app.audit_checkpoints set note = ''",
  ]) {
    const refused = withClient(world.test.database.appUrl, (client) => client.query(statement));
    await assert.rejects(refused, { code: '42501' }, statement);
  }
});

test('as CSV it is for reading', async () => {
  const reply = await world.a.as('owner').post(`${world.a.path}/audit/exports`, { format: 'csv' });
  assertStatus(reply, 200);
  assert.match(reply.text, /^seq,at,actor,action/);
  assert.match(reply.text, /case\.created/);
});

test('that it is exported is in the log before the first line leaves', async () => {
  const reply = await world.a.as('admin').post(`${world.a.path}/audit/exports`, { format: 'csv' });
  const lines = reply.text.trim().split('\n');
  assert.match(lines.at(-2) ?? '', /,Probe admin,audit\.exported,/);
});

test('entries are found by address and by network, page after page', async () => {
  const here = await query({ filter: { targetId: caseId, ip: '127.0.0.0/8' } });
  assertStatus(here, 200);
  assert.equal(here.body.items.length, 2);
  assert.ok(here.body.searchedTo);
  const elsewhere = await query({ filter: { targetId: caseId, ip: '203.0.113.0/24' } });
  assert.deepEqual([elsewhere.body.items, elsewhere.body.next], [[], null]);
  const first = await query({ filter: { targetId: caseId, ip: '127.0.0.1' }, limit: 1 });
  const second = await query({
    filter: { targetId: caseId, ip: '127.0.0.1' },
    limit: 1,
    cursor: first.body.next,
  });
  assert.deepEqual(
    [first, second].map(({ body }) => body.items[0].action),
    ['case.read', 'case.created'],
  );
  const none = await query({ filter: { ip: 'somewhere' } });
  assertStatus(none, 422);
  assert.equal(none.body.field, 'filter.ip');
});
