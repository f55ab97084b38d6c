import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

test('a link is seen from both ends and untied from the one that holds it', async () => {
  const member = world.a.as('member');
  const [one, two] = [await makeCase(member, world.a), await makeCase(member, world.a, { title: 'Pattern' })];
  const made = await member.post(`${one.path}/links`, { kind: 'pattern', toCaseId: two.id });
  assertStatus(made, 201);
  assert.equal(made.body.case.title, 'Pattern');
  const [back] = (await member.get(`${two.path}/links`)).body.items;
  assert.deepEqual([back.direction, back.case.id], ['in', one.id]);
  assertStatus(await member.post(`${one.path}/links`, { kind: 'pattern', toCaseId: two.id }), 409);
  assertStatus(await member.delete(`${two.path}/links/${made.body.id}`), 404);
  assertStatus(await member.delete(`${one.path}/links/${made.body.id}`), 204);
  assert.deepEqual((await member.get(`${two.path}/links`)).body.items, []);
});

test('a link to a case the reader may not see is not there, and cannot be made', async () => {
  const [member, reviewer] = [world.a.as('member'), world.a.as('reviewer')];
  const mine = await makeCase(member, world.a);
  const hidden = await makeCase(reviewer, world.a, { title: 'Unseen by members' });
  assertStatus(await reviewer.post(`${mine.path}/links`, { kind: 'dependency', toCaseId: hidden.id }), 201);
  const reply = await member.get(`${mine.path}/links`);
  assert.deepEqual(reply.body.items, []);
  const unseen = await member.post(`${mine.path}/links`, { kind: 'duplicate', toCaseId: hidden.id });
  const absent = await member.post(`${mine.path}/links`, {
    kind: 'duplicate',
    toCaseId: crypto.randomUUID(),
  });
  assertStatus(unseen, 404);
  assert.equal(unseen.text, absent.text);
});

test('a case of another workspace, or the case itself, is not linked', async () => {
  const member = world.a.as('member');
  const mine = await makeCase(member, world.a);
  const foreign = await makeCase(world.b.as('member'), world.b);
  assertStatus(await member.post(`${mine.path}/links`, { kind: 'follow_up', toCaseId: foreign.id }), 404);
  assertStatus(await member.post(`${mine.path}/links`, { kind: 'follow_up', toCaseId: mine.id }), 422);
});
