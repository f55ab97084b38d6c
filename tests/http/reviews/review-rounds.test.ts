import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { ifMatch, type MadeCase, makeCase, readCase, seen } from '#tests/support/cases.ts';
import { assertStatus, type Client } from '#tests/support/client.ts';
import { decisionsOf, openRound, setReviewRule } from '#tests/support/reviews.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let member: Client;
let reviewer: Client;
let made: MadeCase;
let ids: Record<'owner' | 'admin' | 'manager' | 'reviewer' | 'member' | 'viewer', string>;

before(async () => {
  world = await startTestWorld();
  member = world.a.as('member');
  reviewer = world.a.as('reviewer');
  const { people } = world.a;
  ids = {
    owner: people.owner.userId,
    admin: people.admin.userId,
    manager: people.manager.userId,
    reviewer: people.reviewer.userId,
    member: people.member.userId,
    viewer: people.viewer.userId,
  };
});
beforeEach(async () => {
  made = await makeCase(member, world.a);
});
after(() => world.close());

const approve = { decision: 'approve', comment: '' };
const revise = { decision: 'revision', comment: 'Which seal was it?' };

test('from draft over review to published', async () => {
  const round = await openRound(member, made, [ids.reviewer]);
  assert.equal((await readCase(member, made)).state, 'in_review');
  const decided = await reviewer.post(decisionsOf(made, round), approve);
  assertStatus(decided, 200);
  assert.equal(decided.body.state, 'approved');
  assert.equal((await readCase(member, made)).state, 'verified');
  assertStatus(await world.a.as('viewer').get(made.path), 404);
  assertStatus(
    await member.post(`${made.path}/transitions`, { to: 'published' }, await seen(member, made)),
    403,
  );
  const published = await reviewer.post(
    `${made.path}/transitions`,
    { to: 'published' },
    await seen(reviewer, made),
  );
  assertStatus(published, 200);
  assert.equal((await readCase(world.a.as('viewer'), made)).state, 'published');
});

test('in review a case is locked but for comments', async () => {
  await openRound(member, made, [ids.reviewer]);
  assertStatus(await member.patch(made.path, { title: 'x' }, await seen(member, made)), 423);
  assertStatus(await member.patch(made.path, { severity: 'low' }, await seen(member, made)), 423);
  const owner = { ownerId: ids.reviewer };
  assertStatus(await world.a.as('manager').put(`${made.path}/owner`, owner, await seen(member, made)), 423);
  const words = { anchor: { kind: 'case' }, text: 'Note', mentionIds: [] };
  assertStatus(await member.post(`${made.path}/comments`, words), 201);
});

test('a revision unlocks it, and a new round looks at what changed', async () => {
  const first = await openRound(member, made, [ids.reviewer]);
  const reply = await reviewer.post(decisionsOf(made, first), revise);
  assert.equal(reply.body.state, 'revision_needed');
  const asked = await readCase(member, made);
  assert.ok(asked.revisionNeeded && asked.state === 'in_review' && asked.lock === 'none');
  assertStatus(await member.patch(made.path, { summary: 'Seal 4' }, ifMatch(asked.version)), 200);
  const second = await openRound(member, made, [ids.reviewer]);
  assert.equal(second.number, 2);
  assert.ok(second.caseVersion > first.caseVersion);
  assert.ok(!(await readCase(member, made)).revisionNeeded);
  assertStatus(await reviewer.post(decisionsOf(made, second), approve), 200);
});

test('a rejection sends it back to draft', async () => {
  const round = await openRound(member, made, [ids.reviewer]);
  const reject = { decision: 'reject', comment: 'Not an incident.' };
  assertStatus(await reviewer.post(decisionsOf(made, round), reject), 200);
  assert.equal((await readCase(member, made)).state, 'draft');
});

test('whoever asks for more says what', async () => {
  const round = await openRound(member, made, [ids.reviewer]);
  for (const decision of ['revision', 'reject'])
    assertStatus(await reviewer.post(decisionsOf(made, round), { decision, comment: ' ' }), 422);
});

test('nobody approves their own case, asked or not, the owner of the workspace neither', async () => {
  for (const role of ['reviewer', 'owner'] as const) {
    const author = world.a.as(role);
    const own = await makeCase(author, world.a);
    const self = { reviewerIds: [ids[role]], coverNote: '' };
    const asked = await author.post(`${own.path}/review-rounds`, self, ifMatch(1));
    assertStatus(asked, 422);
    assert.equal(asked.body.details.reason, 'own-case');
    const round = await openRound(author, own, [ids.admin]);
    const reply = await author.post(decisionsOf(own, round), approve);
    assertStatus(reply, 403);
    assert.equal(reply.body.details.reason, 'own-case');
  }
});

test('having given the case away does not make its author a reviewer', async () => {
  const own = await makeCase(reviewer, world.a);
  const manager = world.a.as('manager');
  assertStatus(await manager.put(`${own.path}/owner`, { ownerId: ids.member }, ifMatch(1)), 200);
  const body = { reviewerIds: [ids.reviewer], coverNote: '' };
  assertStatus(await member.post(`${own.path}/review-rounds`, body, await seen(member, own)), 422);
});

test('only those asked decide, once', async () => {
  const round = await openRound(member, made, [ids.reviewer]);
  const uninvited = await world.a.as('admin').post(decisionsOf(made, round), approve);
  assertStatus(uninvited, 403);
  assert.equal(uninvited.body.details.reason, 'not-asked');
  assertStatus(await reviewer.post(decisionsOf(made, round), approve), 200);
  assertStatus(await reviewer.post(decisionsOf(made, round), approve), 409);
});

test('members and viewers are not asked, and decide nothing', async () => {
  for (const id of [ids.viewer, world.b.people.reviewer.userId, crypto.randomUUID()]) {
    const body = { reviewerIds: [id], coverNote: '' };
    assertStatus(await member.post(`${made.path}/review-rounds`, body, ifMatch(1)), 422);
  }
  const round = await openRound(member, made, [ids.reviewer]);
  assertStatus(await member.post(decisionsOf(made, round), approve), 403);
  assertStatus(await world.a.as('viewer').post(decisionsOf(made, round), approve), 403);
});

test('who may be asked: those who see the case, may review, and did not write it', async () => {
  const reply = await member.get(`${made.path}/reviewers`);
  assertStatus(reply, 200);
  const listed = reply.body.items.map(({ id }: { id: string }) => id).sort();
  assert.deepEqual(listed, [ids.owner, ids.admin, ids.manager, ids.reviewer].sort());
});

test('an edit after approval voids it', async () => {
  const round = await openRound(member, made, [ids.reviewer]);
  await reviewer.post(decisionsOf(made, round), approve);
  const verified = await readCase(member, made);
  const edited = await member.patch(made.path, { body: 'All different' }, ifMatch(verified.version));
  assertStatus(edited, 200);
  assert.equal(edited.body.state, 'draft');
  const [voided] = (await member.get(`${made.path}/review-rounds`)).body.items;
  assert.equal(voided.voided, true);
  const publish = await reviewer.post(
    `${made.path}/transitions`,
    { to: 'published' },
    await seen(reviewer, made),
  );
  assertStatus(publish, 409);
});

test('taken back out of review, the round is withdrawn and decides nothing more', async () => {
  const round = await openRound(member, made, [ids.reviewer]);
  const back = { to: 'draft', reason: 'Found a mistake' };
  assertStatus(await member.post(`${made.path}/transitions`, { to: 'draft' }, await seen(member, made)), 422);
  assertStatus(await member.post(`${made.path}/transitions`, back, await seen(member, made)), 200);
  assertStatus(await reviewer.post(decisionsOf(made, round), approve), 409);
  const [withdrawn] = (await member.get(`${made.path}/review-rounds`)).body.items;
  assert.equal(withdrawn.state, 'withdrawn');
});

test('two reviewers deciding at once settle the round once', async () => {
  await setReviewRule(world.a, { mode: 'all', count: 1 });
  const round = await openRound(member, made, [ids.reviewer, ids.admin]);
  const replies = await Promise.all(
    [reviewer, world.a.as('admin')].map((client) => client.post(decisionsOf(made, round), approve)),
  );
  for (const reply of replies) assertStatus(reply, 200);
  const found = await readCase(member, made);
  assert.equal(found.state, 'verified');
  const timeline = await member.post(`${made.path}/activity/query`, {});
  const closed = timeline.body.items.filter(({ kind }: { kind: string }) => kind === 'round-closed');
  assert.equal(closed.length, 1);
  await setReviewRule(world.a, { mode: 'any', count: 1 });
});

test('a rule of two asks for two, and where reviews are off nothing is asked', async () => {
  await setReviewRule(world.a, { mode: 'count', count: 2 });
  const one = { reviewerIds: [ids.reviewer], coverNote: '' };
  const few = await member.post(`${made.path}/review-rounds`, one, ifMatch(1));
  assertStatus(few, 422);
  assert.equal(few.body.details.reason, 'too-few-reviewers');
  await setReviewRule(world.a, { mode: 'off', count: 1 });
  assertStatus(await member.post(`${made.path}/review-rounds`, one, ifMatch(1)), 409);
  const publish = await reviewer.post(`${made.path}/transitions`, { to: 'published' }, ifMatch(1));
  assertStatus(publish, 200);
  await setReviewRule(world.a, { mode: 'any', count: 1 });
});

test('a round of another workspace’s case is not there', async () => {
  const round = await openRound(member, made, [ids.reviewer]);
  const path = `${world.b.path}/cases/${made.id}/review-rounds`;
  assertStatus(await world.b.as('owner').get(path), 404);
  assertStatus(await world.b.as('owner').post(`${path}/${round.id}/decisions`, approve), 404);
});
