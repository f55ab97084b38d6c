import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

test('a new name is seen by the team', async () => {
  const member = world.a.as('member');
  const renamed = await member.patch('/session/user', { name: 'Grace' });
  assertStatus(renamed, 200);
  assert.equal(renamed.body.user.name, 'Grace');
  const { items } = (await world.a.as('viewer').post(`${world.a.path}/members/query`, {})).body;
  assert.ok(items.some(({ name }: { name: string }) => name === 'Grace'));
});

test('the theme is kept with the person', async () => {
  const member = world.a.as('member');
  assert.equal((await member.get('/session')).body.theme, 'system');
  assertStatus(await member.put('/session/theme', { theme: 'dark' }), 204);
  assert.equal((await member.get('/session')).body.theme, 'dark');
  assert.equal((await world.a.as('viewer').get('/session')).body.theme, 'system');
});

test('whoever administers a workspace makes another, and owns it; a guest does not', async () => {
  const made = await world.a.as('admin').post('/workspaces', { name: 'Second', preset: 'legal' });
  assertStatus(made, 201);
  assert.equal(made.body.role, 'owner');
  assertStatus(await world.a.as('admin').get(`/workspaces/${made.body.id}`), 200);
  assertStatus(await world.a.as('owner').get(`/workspaces/${made.body.id}`), 404);
  assertStatus(await world.a.as('member').post('/workspaces', { name: 'Mine', preset: 'legal' }), 403);
});
