import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ifMatch, makeCase, readCase, seen } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

test('a case is made, numbered, and read back whole', async () => {
  const member = world.a.as('member');
  const first = await makeCase(member, world.a, { summary: 'Cavitation', severity: 'high' });
  const second = await makeCase(member, world.a);
  assert.equal(second.number, first.number + 1);
  const found = await readCase(member, first);
  assert.equal(found.title, 'Pump P-12 stopped');
  assert.equal(found.summary, 'Cavitation');
  assert.equal(found.severity, 'high');
  assert.equal(found.state, 'draft');
  assert.equal(found.owner.name, 'Probe member');
  assert.ok(found.actions.includes('case.edit'));
  assert.ok(!found.actions.includes('case.review'));
});

test('numbers are each workspace’s own', async () => {
  const made = await makeCase(world.b.as('owner'), world.b);
  assert.equal(made.number, 1);
});

test('an edit changes what it names and moves the version', async () => {
  const member = world.a.as('member');
  const made = await makeCase(member, world.a);
  const reply = await member.patch(made.path, { title: 'Pump P-12 tripped' }, ifMatch(1));
  assertStatus(reply, 200);
  assert.equal(reply.headers.get('etag'), '"v2"');
  assert.equal(reply.body.title, 'Pump P-12 tripped');
  assert.match(reply.body.body, /03:10/);
});

test('an edit without a version is refused', async () => {
  const member = world.a.as('member');
  const made = await makeCase(member, world.a);
  assertStatus(await member.patch(made.path, { title: 'x' }), 428);
});

test('a lost update is refused with the other’s change shown', async () => {
  const [member, reviewer] = [world.a.as('member'), world.a.as('reviewer')];
  const made = await makeCase(member, world.a);
  assertStatus(await reviewer.patch(made.path, { summary: 'Seal worn', severity: 'low' }, ifMatch(1)), 200);
  const reply = await member.patch(made.path, { summary: 'Bearing dry' }, ifMatch(1));
  assertStatus(reply, 412);
  assert.equal(reply.body.details.current.summary, 'Seal worn');
  assert.deepEqual(reply.body.details.changed.sort(), ['severity', 'summary']);
  assert.equal((await readCase(member, made)).summary, 'Seal worn');
});

test('of two edits at once, one wins and the other is told', async () => {
  const member = world.a.as('member');
  const made = await makeCase(member, world.a);
  const replies = await Promise.all(
    ['one', 'two', 'three', 'four'].map((summary) => member.patch(made.path, { summary }, ifMatch(1))),
  );
  assert.deepEqual(replies.map((reply) => reply.status).sort(), [200, 412, 412, 412]);
});

test('an edit that changes nothing keeps the version', async () => {
  const member = world.a.as('member');
  const made = await makeCase(member, world.a);
  const reply = await member.patch(made.path, { title: 'Pump P-12 stopped' }, ifMatch(1));
  assertStatus(reply, 200);
  assert.equal(reply.body.version, 1);
});

test('a member edits their own, not another’s', async () => {
  const made = await makeCase(world.a.as('reviewer'), world.a);
  assertStatus(await world.a.as('member').patch(made.path, { title: 'x' }, ifMatch(1)), 404);
  assertStatus(await world.a.as('viewer').patch(made.path, { title: 'x' }, ifMatch(1)), 403);
  assertStatus(await world.a.as('manager').patch(made.path, { title: 'x' }, ifMatch(1)), 200);
});

test('a field, tag or category that is not there is refused, and nothing is written', async () => {
  const member = world.a.as('member');
  const made = await makeCase(member, world.a);
  const foreign = crypto.randomUUID();
  for (const patch of [
    { tagIds: [foreign] },
    { categoryId: foreign },
    { fields: [{ key: 'colour', value: 'red' }] },
    { fields: [{ key: 'downtime-minutes', value: 'long' }] },
    { ownerId: foreign },
    { state: 'published' },
    { version: 9 },
  ])
    assertStatus(await member.patch(made.path, patch, ifMatch(1)), 422);
  assert.equal((await readCase(member, made)).version, 1);
});

test('a type that is not there is refused', async () => {
  const reply = await world.a.as('member').post(`${world.a.path}/cases`, { type: 'nothing', title: 'x' });
  assertStatus(reply, 422);
});

test('another workspace’s case is not there, whoever asks', async () => {
  const made = await makeCase(world.b.as('member'), world.b);
  const stranger = world.a.as('owner');
  for (const path of [made.path, `${world.a.path}/cases/${made.id}`]) {
    assertStatus(await stranger.get(path), 404);
    assertStatus(await stranger.patch(path, { title: 'x' }, ifMatch(1)), 404);
    assertStatus(await stranger.delete(path), 404);
  }
});

test('a draft is its author’s and the reviewers’; a viewer and another member see nothing', async () => {
  const made = await makeCase(world.a.as('reviewer'), world.a);
  const missing = await world.a.as('viewer').get(`${world.a.path}/cases/${crypto.randomUUID()}`);
  for (const role of ['viewer', 'member'] as const) {
    const reply = await world.a.as(role).get(made.path);
    assertStatus(reply, 404);
    assert.equal(reply.text, missing.text);
  }
  assertStatus(await world.a.as('manager').get(made.path), 200);
});

test('an own draft can be discarded, another’s only by those who delete any item', async () => {
  const member = world.a.as('member');
  const mine = await makeCase(member, world.a);
  assertStatus(await member.delete(mine.path), 204);
  assertStatus(await member.get(mine.path), 404);
  const other = await makeCase(member, world.a);
  assertStatus(await world.a.as('reviewer').delete(other.path), 403);
  assertStatus(await world.a.as('manager').delete(other.path), 204);
});

test('a purge is an admin’s, by the typed title', async () => {
  const made = await makeCase(world.a.as('member'), world.a, { title: 'Burn notice' });
  const purge = { confirm: 'Burn notice', reason: 'Asked for by the person concerned' };
  assertStatus(await world.a.as('manager').post(`${made.path}/purge`, purge), 403);
  const admin = world.a.as('admin');
  assertStatus(await admin.post(`${made.path}/purge`, { ...purge, confirm: 'burn' }), 422);
  assertStatus(await admin.post(`${made.path}/purge`, purge), 204);
  assertStatus(await admin.get(made.path), 404);
});

test('the timeline tells what happened, in names of fields and never in values', async () => {
  const member = world.a.as('member');
  const made = await makeCase(member, world.a);
  await member.patch(made.path, { body: 'Changed' }, ifMatch(1));
  assertStatus(await member.post(`${made.path}/activity`, { kind: 'call', text: 'Rang the supplier.' }), 204);
  const reply = await member.post(`${made.path}/activity/query`, {});
  assertStatus(reply, 200);
  const kinds = reply.body.items.map(({ kind }: { kind: string }) => kind);
  assert.deepEqual(kinds, ['call', 'edited', 'created']);
  assert.deepEqual(reply.body.items[1].fields, ['body']);
  assert.equal(reply.body.items[0].text, 'Rang the supplier.');
  const first = await member.post(`${made.path}/activity/query`, { limit: 2 });
  const rest = await member.post(`${made.path}/activity/query`, { limit: 2, cursor: first.body.next });
  assert.deepEqual(
    rest.body.items.map(({ kind }: { kind: string }) => kind),
    ['created'],
  );
  assert.equal(rest.body.next, null);
});

test('a published case is seen by all, and its content no longer changes', async () => {
  const owner = world.a.as('owner');
  const made = await makeCase(owner, world.a);
  const step = await owner.post(`${made.path}/transitions`, { to: 'published' }, await seen(owner, made));
  assertStatus(step, 409);
  assert.equal(step.body.details.reason, 'review-required');
});
