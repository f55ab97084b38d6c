import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertStatus, clientOf } from '#tests/support/client.ts';
import { type LetterWorld, signInByCode, startLetterWorld } from '#tests/support/factors.ts';

let world: LetterWorld;
before(async () => {
  world = await startLetterWorld();
});
after(() => world.close());

test('a session tells who is signed in and where they may go', async () => {
  const reply = await world.a.as('member').get('/session');
  assertStatus(reply, 200);
  assert.equal(reply.body.user.email, world.a.people.member.email);
  assert.deepEqual(
    reply.body.workspaces.map(({ id, role }: { id: string; role: string }) => [id, role]),
    [[world.a.workspaceId, 'member']],
  );
});

test('a session ended by its owner is refused on its very next request', async () => {
  const { member } = world.b.people;
  const client = clientOf(world.test.url, member);
  const [session] = (await client.get('/sessions')).body.items;
  assert.equal(session.current, true);
  assertStatus(await client.delete(`/sessions/${session.id}`), 204);
  assertStatus(await client.get('/session'), 401);
});

test('a session of someone else cannot be ended, and answers as if it were none', async () => {
  const [session] = (await world.a.as('viewer').get('/sessions')).body.items;
  const reply = await world.a.as('owner').delete(`/sessions/${session.id}`);
  assertStatus(reply, 404);
  assertStatus(await world.a.as('viewer').get('/session'), 200);
});

test('whoever lists their sessions finds the one they ask by first, whichever was used last', async () => {
  const first = world.a.as('reviewer');
  const { client: second } = await signInByCode(world, world.a.people.reviewer.email);
  const listed = async (client: typeof first) => {
    const reply = await client.get('/sessions');
    assertStatus(reply, 200);
    return reply.body.items.map(({ current }: { current: boolean }) => current);
  };
  assert.deepEqual(await listed(first), [true, false]);
  assert.deepEqual(await listed(second), [true, false]);
});
