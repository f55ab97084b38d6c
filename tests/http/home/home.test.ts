import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

test('home shows my cases, and what others did on those I may see', async () => {
  const member = world.a.as('member');
  const { caseTypes } = (await member.get(world.a.path)).body;
  const made = await member.post(`${world.a.path}/cases`, { type: caseTypes[0].key, title: 'Mine' });
  assertStatus(made, 201);
  const mine = await member.get(`${world.a.path}/home`);
  assertStatus(mine, 200);
  assert.deepEqual(
    mine.body.mine.map(({ title }: { title: string }) => title),
    ['Mine'],
  );
  assert.deepEqual(mine.body.recent, []);
  const reviewers = await world.a.as('reviewer').get(`${world.a.path}/home`);
  assert.equal(reviewers.body.recent[0].case.title, 'Mine');
  const viewers = await world.a.as('viewer').get(`${world.a.path}/home`);
  assert.deepEqual(viewers.body.recent, []);
});
