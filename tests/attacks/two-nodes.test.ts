import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { assertStatus, type Client, clientOf } from '#tests/support/client.ts';
import { UNCHANGED } from './kitchen.ts';
import { openStage, type Someone, type Stage } from './stage.ts';

let stage: Stage;
let second: TestApp;
before(async () => {
  stage = await openStage();
  second = await startTestApp({ beside: stage.world.test });
});
after(async () => {
  await second.close();
  await stage.close();
});

/** Someone of workspace A as both nodes see them. */
async function onBoth(role: 'admin' | 'member'): Promise<{ person: Someone; first: Client; other: Client }> {
  const person = await stage.newMember(stage.world.a, role);
  const other = clientOf(second.url, person);
  assertStatus(await other.get(stage.world.a.path), 200);
  return { person, first: clientOf(stage.world.test.url, person), other };
}

async function statuses(client: Client): Promise<[workspace: number, session: number]> {
  const { a } = stage.world;
  return [(await client.get(a.path)).status, (await client.get('/session')).status];
}

const owner = () => stage.world.a.as('owner');

// CVE-2026-43911: revocation that does not reach. Each on one node, and then at once on the other.
test('a session ended on one node is refused by the other on its next request', async () => {
  const { first, other } = await onBoth('member');
  assertStatus(await first.delete('/sessions/current'), 204);
  assert.deepEqual(await statuses(other), [401, 401]);
});

test('signing out everywhere reaches the other node', async () => {
  const { first, other } = await onBoth('member');
  assertStatus(await first.delete('/sessions'), 204);
  assert.deepEqual(await statuses(other), [401, 401]);
});

test('a member removed on one node is no member on the other', async () => {
  const { person, other } = await onBoth('admin');
  assertStatus(await owner().delete(`${stage.world.a.path}/members/${person.userId}`), 204);
  assert.deepEqual(await statuses(other), [404, 200]);
});

test('a member suspended on one node is shut out of the other, and let in again at once', async () => {
  const { person, other } = await onBoth('admin');
  const path = `${stage.world.a.path}/members/${person.userId}/suspension`;
  assertStatus(await owner().put(path, {}), 200);
  assert.deepEqual(await statuses(other), [404, 200]);
  assertStatus(await owner().delete(path), 200);
  assert.deepEqual(await statuses(other), [200, 200]);
});

test('a role taken away on one node no longer opens anything on the other', async () => {
  const { person, other } = await onBoth('admin');
  const { path } = stage.world.a;
  assertStatus(await other.get(`${path}/invitations`), 200);
  const lower = owner().patch(`${path}/members/${person.userId}`, { role: 'member' }, UNCHANGED);
  assertStatus(await lower, 200);
  assertStatus(await other.get(`${path}/invitations`), 403);
  assert.equal((await other.get(path)).body.role, 'member');
});

test('a policy changed on one node decides on the other', async () => {
  const { other } = await onBoth('member');
  const { a } = stage.world;
  const made = await a.as('reviewer').post(`${a.path}/cases`, { type: 'note', title: 'Theirs' });
  const casePath = `${a.path}/cases/${made.body.id}`;
  const opened = await owner().post(`${casePath}/transitions`, { to: 'open' }, { 'if-match': '"v1"' });
  assertStatus(opened, 200);
  const edit = () => other.patch(casePath, { title: 'Mine' }, { 'if-match': '"v2"' });
  assertStatus(await edit(), 403);
  const { version } = (await owner().get(a.path)).body;
  const policies = { membersEditOthers: true };
  assertStatus(await owner().patch(a.path, { policies }, { 'if-match': `"v${version}"` }), 200);
  assertStatus(await edit(), 200);
});

test('a session that loses its second factor is refused by both', async () => {
  const { person, first, other } = await onBoth('member');
  await stage.halfSignedIn(person);
  assert.deepEqual(
    [await statuses(first), await statuses(other)],
    [
      [401, 200],
      [401, 200],
    ],
  );
});

test('control: a node that goes on trusting what it knew is found out', async () => {
  const twin = await startTestApp({
    beside: stage.world.test,
    rewire: (app) => {
      const { db } = app.services;
      const known = new Map<string, unknown>();
      const run: typeof db.run = async (statement, values) => {
        const key = `${statement.text} ${values.slice(0, 3)}`;
        if (!statement.text.includes('app.enter(')) return db.run(statement, values);
        const rows = known.get(key) ?? (await db.run(statement, values));
        known.set(key, rows);
        return rows as never;
      };
      Object.assign(app.services, { db: { ...db, run } });
    },
  });
  try {
    const { person } = await onBoth('member');
    const client = clientOf(twin.url, person);
    const { a } = stage.world;
    const made = await a.as('owner').post(`${a.path}/cases`, { type: 'note', title: 'Seen' });
    const path = `${a.path}/cases/${made.body.id}`;
    const opened = await owner().post(`${path}/transitions`, { to: 'open' }, { 'if-match': '"v1"' });
    assertStatus(opened, 200);
    assertStatus(await client.get(path), 200);
    assertStatus(await owner().delete(`${a.path}/members/${person.userId}`), 204);
    assertStatus(await clientOf(second.url, person).get(path), 404);
    assert.equal((await client.get(path)).status, 200, 'the twin still lets them in');
  } finally {
    await twin.close();
  }
});
