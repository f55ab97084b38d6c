import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertStatus, clientOf } from '#tests/support/client.ts';
import { type Connected, connect, enter } from '#tests/support/sso.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let connected: Connected;
let elsewhere = '';
before(async () => {
  world = await startTestWorld();
  connected = await connect(world);
  const made = await clientOf(world.test.url, world.a.people.admin).post('/workspaces', {
    name: 'Elsewhere',
    preset: 'knowledge',
  });
  assertStatus(made, 201);
  elsewhere = `/workspaces/${made.body.id}`;
});
after(() => world.close());

test('whom one workspace’s provider vouches for stands before another only with a factor of their own', async () => {
  const session = await enter(world, connected, world.a.people.admin.email);
  const person = clientOf(world.test.url, session);
  assertStatus(await person.get(world.a.path), 200);
  const reply = await person.get(elsewhere);
  assertStatus(reply, 403);
  assert.equal(reply.body.code, 'step_up_required');
});

test('control: signed in by themselves, the same person enters both', async () => {
  const person = clientOf(world.test.url, world.a.people.admin);
  assertStatus(await person.get(world.a.path), 200);
  assertStatus(await person.get(elsewhere), 200);
});
