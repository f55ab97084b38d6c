import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { rowsAsAdmin, runAsAdmin } from '#tests/support/accounts.ts';
import { assertStatus, type Client, type Reply } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
  const { a } = world;
  const owner = a.as('owner');
  for (const role of ['manager', 'viewer'] as const)
    assertStatus(await owner.put(`${a.path}/members/${a.people[role].userId}/suspension`, {}), 200);
  assertStatus(await owner.delete(`${a.path}/members/${a.people.reviewer.userId}`), 204);
});
after(() => world.close());

async function suspensionsOf(client: Client) {
  const reply = await client.get('/session');
  assertStatus(reply, 200);
  return reply.body.suspended;
}

/** All of a reply but what is of the moment. */
function bytesOf({ status, headers, text }: Reply) {
  const moment = new Set(['date', 'x-request-id']);
  return {
    status,
    text,
    headers: [...headers].filter(([name]) => !moment.has(name) && !name.startsWith('ratelimit')),
  };
}

test('whoever is suspended learns it of themselves, with the name of the workspace and who can end it', async () => {
  const { a } = world;
  const { name } = (await a.as('owner').get(a.path)).body;
  assert.deepEqual(await suspensionsOf(a.as('manager')), [{ id: a.workspaceId, name, by: 'admin' }]);
  assert.deepEqual((await a.as('manager').get('/session')).body.workspaces, []);
});

test('nobody learns it of another: not a stranger, not who was removed, not those who are in', async () => {
  const { a, b } = world;
  for (const client of [b.as('owner'), a.as('reviewer'), a.as('owner'), a.as('member')])
    assert.deepEqual(await suspensionsOf(client), []);
});

test('at the workspace a stranger, one who was removed and one who is suspended get the same bytes as for none at all', async () => {
  const { a, b } = world;
  const none = bytesOf(await b.as('owner').get(`/workspaces/${randomUUID()}`));
  assert.equal(none.status, 404);
  for (const client of [b.as('owner'), a.as('reviewer'), a.as('manager')])
    assert.deepEqual(bytesOf(await client.get(a.path)), none);
});

test('a sign-in that waits for its second step is told nothing', async () => {
  const { a } = world;
  const stage = (value: string) =>
    runAsAdmin(world.test, 'update app.sessions set stage = $2 where user_id = $1', [
      a.people.viewer.userId,
      value,
    ]);
  assert.equal((await suspensionsOf(a.as('viewer'))).length, 1);
  await stage('second_factor');
  assert.deepEqual(await suspensionsOf(a.as('viewer')), []);
  const [session] = await rowsAsAdmin(world.test, 'select s.id from app.sessions s where s.user_id = $1', [
    a.people.viewer.userId,
  ]);
  const rows = await rowsAsAdmin(world.test, 'select * from app.my_suspensions($1)', [session.id]);
  assert.deepEqual(rows, []);
});
