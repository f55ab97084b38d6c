import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { ifMatch, type MadeCase, makeCase } from '#tests/support/cases.ts';
import { assertStatus, type Client } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let member: Client;
let reviewer: Client;
let made: MadeCase;

before(async () => {
  world = await startTestWorld();
  member = world.a.as('member');
  reviewer = world.a.as('reviewer');
});
beforeEach(async () => {
  made = await makeCase(member, world.a);
});
after(() => world.close());

const say = (text: string, over: object = {}) => ({
  anchor: { kind: 'case' },
  text,
  mentionIds: [],
  ...over,
});

async function list(client: Client, query: object = {}) {
  const reply = await client.post(`${made.path}/comments/query`, query);
  assertStatus(reply, 200);
  return reply.body;
}

test('a comment is written, read, and paged oldest first', async () => {
  for (const text of ['one', 'two', 'three'])
    assertStatus(await member.post(`${made.path}/comments`, say(text)), 201);
  const first = await list(reviewer, { limit: 2 });
  assert.deepEqual(
    first.items.map(({ text }: { text: string }) => text),
    ['one', 'two'],
  );
  const rest = await list(reviewer, { limit: 2, cursor: first.next });
  assert.deepEqual(
    rest.items.map(({ text }: { text: string }) => text),
    ['three'],
  );
  assert.equal(rest.next, null);
});

test('a comment hangs on a section by its anchor', async () => {
  const anchor = { kind: 'section', section: 'what-happened' };
  const reply = await member.post(`${made.path}/comments`, say('Here', { anchor }));
  assert.deepEqual(reply.body.anchor, anchor);
});

test('evidence that is not there cannot be commented on', async () => {
  const anchor = { kind: 'evidence', evidenceId: crypto.randomUUID() };
  assertStatus(await member.post(`${made.path}/comments`, say('Here', { anchor })), 422);
});

test('only its author rewrites a comment', async () => {
  const { id } = (await member.post(`${made.path}/comments`, say('Frist'))).body;
  const path = `${made.path}/comments/${id}`;
  const better = { text: 'First', mentionIds: [] };
  assertStatus(await world.a.as('owner').patch(path, better, ifMatch(1)), 403);
  const reply = await member.patch(path, better, ifMatch(1));
  assertStatus(reply, 200);
  assert.equal(reply.body.version, 2);
  assert.equal(reply.body.text, 'First');
  assert.notEqual(reply.body.editedAt, null);
});

test('a comment is not rewritten over a change nobody saw, such as one from another device', async () => {
  const { id } = (await member.post(`${made.path}/comments`, say('Frist'))).body;
  const path = `${made.path}/comments/${id}`;
  assertStatus(await member.patch(path, { text: 'First', mentionIds: [] }), 428);
  assertStatus(await member.patch(path, { text: 'First', mentionIds: [] }, ifMatch(1)), 200);
  const late = await member.patch(path, { text: 'Second', mentionIds: [] }, ifMatch(1));
  assertStatus(late, 412);
  assert.deepEqual(late.body.details, { version: 2 });
  const { items } = await list(member);
  assert.equal(items.find((one: { id: string }) => one.id === id).text, 'First');
  assertStatus(await member.delete(path), 204);
});

test('a comment is deleted by its author or a manager, and its words are gone', async () => {
  const { id } = (await member.post(`${made.path}/comments`, say('Oops'))).body;
  assertStatus(await reviewer.delete(`${made.path}/comments/${id}`), 403);
  assertStatus(await world.a.as('viewer').delete(`${made.path}/comments/${id}`), 403);
  assertStatus(await member.delete(`${made.path}/comments/${id}`), 204);
  assertStatus(await member.delete(`${made.path}/comments/${id}`), 404);
  const other = (await reviewer.post(`${made.path}/comments`, say('Hm'))).body;
  assertStatus(await world.a.as('manager').delete(`${made.path}/comments/${other.id}`), 204);
  assert.deepEqual((await list(member)).items, []);
});

test('a comment is resolved and reopened', async () => {
  const { id } = (await member.post(`${made.path}/comments`, say('Open point'))).body;
  const path = `${made.path}/comments/${id}/resolution`;
  const resolved = await reviewer.put(path);
  assertStatus(resolved, 200);
  assert.equal(resolved.body.resolved.by.name, 'Probe reviewer');
  assertStatus(await reviewer.put(path), 409);
  assertStatus(await member.delete(path), 204);
  assert.equal((await list(member)).items[0].resolved, null);
});

test('a mention reaches who sees the case, and nobody else', async () => {
  const { people } = world.a;
  const seer = say('Look', { mentionIds: [people.reviewer.userId] });
  const reply = await member.post(`${made.path}/comments`, seer);
  assertStatus(reply, 201);
  assert.deepEqual(
    reply.body.mentions.map(({ name }: { name: string }) => name),
    ['Probe reviewer'],
  );
  for (const id of [people.viewer.userId, world.b.people.owner.userId, crypto.randomUUID()])
    assertStatus(await member.post(`${made.path}/comments`, say('Look', { mentionIds: [id] })), 422);
});

test('who does not see the case sees and writes no comment', async () => {
  await member.post(`${made.path}/comments`, say('Internal'));
  const viewer = world.a.as('viewer');
  assertStatus(await viewer.post(`${made.path}/comments/query`, {}), 404);
  const stranger = world.b.as('owner');
  assertStatus(await stranger.post(`${world.b.path}/cases/${made.id}/comments/query`, {}), 404);
  assertStatus(await stranger.post(`${world.b.path}/cases/${made.id}/comments`, say('Hi')), 404);
});

test('a comment is not reached through another case', async () => {
  const { id } = (await member.post(`${made.path}/comments`, say('Here'))).body;
  const other = await makeCase(member, world.a);
  assertStatus(
    await member.patch(`${other.path}/comments/${id}`, { text: 'x', mentionIds: [] }, ifMatch(1)),
    404,
  );
  assertStatus(await member.delete(`${other.path}/comments/${id}`), 404);
});

test('a viewer comments only where the workspace lets them', async () => {
  const owner = world.a.as('owner');
  const { version } = (await owner.get(world.a.path)).body;
  const settings = { reviewRule: { mode: 'off', count: 1 } };
  assertStatus(await owner.patch(world.a.path, settings, ifMatch(version)), 200);
  assertStatus(await owner.post(`${made.path}/transitions`, { to: 'published' }, ifMatch(1)), 200);
  const viewer = world.a.as('viewer');
  assertStatus(await viewer.post(`${made.path}/comments`, say('May I?')), 403);
  const policy = { policies: { viewersComment: true } };
  assertStatus(await owner.patch(world.a.path, policy, ifMatch(version + 1)), 200);
  assertStatus(await viewer.post(`${made.path}/comments`, say('May I?')), 201);
});

test('one’s own comment stays after 72 hours; a manager may still delete it', async () => {
  const { id } = (await member.post(`${made.path}/comments`, say('Once said'))).body;
  await withClient(world.test.database.adminUrl, (admin) =>
    admin.query(`update app.comments set created_at = now() - interval '73 hours' where id = $1`, [id]),
  );
  assert.equal((await list(member)).items[0].mayDelete, false);
  const reply = await member.delete(`${made.path}/comments/${id}`);
  assertStatus(reply, 403);
  assert.equal(reply.body.details.reason, 'too-old');
  assertStatus(await world.a.as('manager').delete(`${made.path}/comments/${id}`), 204);
});
