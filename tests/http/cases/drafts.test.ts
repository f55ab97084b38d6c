import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ifMatch, makeCase } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

test('what is typed for a new case is kept, listed, and used up when the case is made', async () => {
  const member = world.a.as('member');
  const drafts = `${world.a.path}/drafts`;
  const id = crypto.randomUUID();
  for (const body of ['P', 'Pump'])
    assertStatus(
      await member.put(`${drafts}/${id}`, { type: 'incident', content: { title: '', body } }),
      200,
    );
  const other = crypto.randomUUID();
  assertStatus(await member.put(`${drafts}/${other}`, { type: 'pattern', content: {} }), 200);
  const { items } = (await member.get(drafts)).body;
  assert.equal(items.length, 2);
  assert.equal(items.find((draft: { id: string }) => draft.id === id).content.body, 'Pump');
  await makeCase(member, world.a, { draftId: id });
  assertStatus(await member.delete(`${drafts}/${other}`), 204);
  assert.deepEqual((await member.get(drafts)).body.items, []);
});

test('a draft is its author’s alone, owner of the workspace or not', async () => {
  const id = crypto.randomUUID();
  const draft = `${world.a.path}/drafts/${id}`;
  const write = { type: 'incident', content: { title: 'Secret' } };
  assertStatus(await world.a.as('member').put(draft, write), 200);
  const owner = world.a.as('owner');
  assert.deepEqual((await owner.get(`${world.a.path}/drafts`)).body.items, []);
  assertStatus(await owner.delete(draft), 404);
  assertStatus(await owner.put(draft, write), 409);
  assertStatus(await world.a.as('viewer').put(`${world.a.path}/drafts/${crypto.randomUUID()}`, write), 403);
});

test('what is typed into a case survives beside it, until it is saved', async () => {
  const [member, reviewer] = [world.a.as('member'), world.a.as('reviewer')];
  const made = await makeCase(member, world.a);
  const draft = `${made.path}/draft`;
  assertStatus(await member.get(draft), 404);
  for (const body of ['Half', 'Half a sentence'])
    assertStatus(await member.put(draft, { baseVersion: 1, content: { body } }), 200);
  assertStatus(await reviewer.patch(made.path, { summary: 'Mine' }, ifMatch(1)), 200);
  const kept = (await member.get(draft)).body;
  assert.equal(kept.content.body, 'Half a sentence');
  assert.equal(kept.baseVersion, 1);
  assertStatus(await reviewer.get(draft), 404);
  assertStatus(await member.patch(made.path, kept.content, ifMatch(2)), 200);
  assertStatus(await member.get(draft), 404);
});

test('two saves at once leave one draft', async () => {
  const member = world.a.as('member');
  const made = await makeCase(member, world.a);
  const replies = await Promise.all(
    ['a', 'b', 'c'].map((body) => member.put(`${made.path}/draft`, { baseVersion: 1, content: { body } })),
  );
  for (const reply of replies) assert.ok([200, 409].includes(reply.status), reply.text);
  assertStatus(await member.get(`${made.path}/draft`), 200);
});

test('a draft of a case one may not edit, or not see, is refused', async () => {
  const made = await makeCase(world.a.as('reviewer'), world.a);
  const write = { baseVersion: 1, content: { body: 'x' } };
  assertStatus(await world.a.as('member').put(`${made.path}/draft`, write), 404);
  assertStatus(await world.a.as('viewer').put(`${made.path}/draft`, write), 403);
  assertStatus(await world.b.as('owner').put(`${world.b.path}/cases/${made.id}/draft`, write), 404);
});
