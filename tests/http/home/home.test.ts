import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CaseSummary } from '#contracts/cases.ts';
import type { Home } from '#contracts/home.ts';
import { withClient } from '#tests/support/admin.ts';
import { ifMatch, makeCase, seen } from '#tests/support/cases.ts';
import { assertStatus, type Client } from '#tests/support/client.ts';
import { decisionsOf, openRound } from '#tests/support/reviews.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

async function home(client: Client): Promise<Home> {
  const reply = await client.get(`${world.a.path}/home`);
  assertStatus(reply, 200);
  return reply.body;
}

const ids = (cases: readonly CaseSummary[]) => cases.map(({ id }) => id);

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

test('what waits moves from the reviewer to the author and on to whoever publishes', async () => {
  const [member, reviewer, viewer] = [world.a.as('member'), world.a.as('reviewer'), world.a.as('viewer')];
  const made = await makeCase(member, world.a);
  const round = await openRound(member, made, [world.a.people.reviewer.userId]);
  assert.deepEqual(ids((await home(reviewer)).toDecide), [made.id]);
  assert.deepEqual(ids((await home(member)).toDecide), []);
  const revise = { decision: 'revision', comment: 'More, please' };
  assertStatus(await reviewer.post(decisionsOf(made, round), revise), 200);
  assert.deepEqual(ids((await home(member)).toRevise), [made.id]);
  assert.deepEqual(ids((await home(reviewer)).toDecide), []);
  const again = await openRound(member, made, [world.a.people.reviewer.userId]);
  assertStatus(await reviewer.post(decisionsOf(made, again), { decision: 'approve', comment: '' }), 200);
  assert.deepEqual(ids((await home(reviewer)).toPublish), [made.id]);
  assert.deepEqual(ids((await home(member)).toPublish), []);
  const [news] = (await home(member)).recent;
  assert.equal(news?.activity.kind, 'round-closed');
  assert.equal(news?.activity.actor?.name, 'Probe reviewer');
  assert.deepEqual(await home(viewer), {
    mentions: [],
    toDecide: [],
    toRevise: [],
    toPublish: [],
    due: [],
    mine: [],
    drafts: [],
    overdueRequests: 0,
    recent: [],
  });
});

test('a case that is due waits for its owner; one that was closed to the reader does not', async () => {
  const [member, admin] = [world.a.as('member'), world.a.as('admin')];
  const dueAt = new Date(Date.now() + 86_400_000).toISOString();
  const made = await makeCase(member, world.a, { dueAt });
  assert.deepEqual(ids((await home(member)).due), [made.id]);
  assert.ok(ids((await home(member)).mine).includes(made.id));
  assert.deepEqual(ids((await home(admin)).due), []);
  const hidden = await makeCase(admin, world.a, { dueAt });
  assertStatus(await admin.put(`${hidden.path}/restriction`, { grants: [] }, ifMatch(1)), 200);
  const { recent } = await home(world.a.as('manager'));
  assert.ok(recent.every((entry) => entry.case.id !== hidden.id));
});

const say = (text: string, mentionIds: readonly string[] = []) => ({
  anchor: { kind: 'case' },
  text,
  mentionIds,
});

const words = ({ mentions }: Home) => mentions.map(({ comment }) => comment.text);

test('a mention waits until it is acknowledged, answered, resolved or deleted', async () => {
  const [member, reviewer] = [world.a.as('member'), world.a.as('reviewer')];
  const named = [world.a.people.reviewer.userId];
  const made = await makeCase(member, world.a, { title: 'Named here' });
  const ask = async (text: string): Promise<string> => {
    const reply = await member.post(`${made.path}/comments`, say(text, named));
    assertStatus(reply, 201);
    return `${made.path}/comments/${reply.body.id}`;
  };
  const first = await ask('Is this so?');
  const [waiting] = (await home(reviewer)).mentions;
  assert.equal(waiting?.case.title, 'Named here');
  assert.equal(waiting?.comment.author.name, 'Probe member');
  assert.deepEqual(words(await home(member)), []);
  assert.deepEqual(words(await home(world.a.as('admin'))), []);
  assertStatus(await world.a.as('admin').put(`${first}/acknowledgement`), 204);
  assert.deepEqual(words(await home(reviewer)), ['Is this so?'], 'only one’s own is taken off');
  assertStatus(await reviewer.put(`${first}/acknowledgement`), 204);
  assert.deepEqual(words(await home(reviewer)), []);
  const second = await ask('And this?');
  assertStatus(await member.put(`${second}/resolution`), 200);
  const third = await ask('Or that?');
  assert.deepEqual(words(await home(reviewer)), ['Or that?']);
  assertStatus(await member.delete(third), 204);
  await ask(`${'long '.repeat(80)}`);
  const [long = ''] = words(await home(reviewer));
  assert.match(long, /^long .*…$/);
  assertStatus(await reviewer.post(`${made.path}/comments`, say('Yes.')), 201);
  assert.deepEqual(words(await home(reviewer)), []);
});

test('a mention in a case that the reader may no longer see is not shown', async () => {
  const [admin, manager] = [world.a.as('admin'), world.a.as('manager')];
  const made = await makeCase(admin, world.a);
  const named = [world.a.people.manager.userId];
  const reply = await admin.post(`${made.path}/comments`, say('Look here', named));
  assertStatus(reply, 201);
  assert.deepEqual(words(await home(manager)), ['Look here']);
  assertStatus(await admin.put(`${made.path}/restriction`, { grants: [] }, ifMatch(1)), 200);
  assert.deepEqual(words(await home(manager)), []);
  assertStatus(await manager.put(`${made.path}/comments/${reply.body.id}/acknowledgement`), 404);
  assertStatus(await admin.delete(`${made.path}/restriction`, await seen(admin, made)), 204);
  assert.deepEqual(words(await home(manager)), ['Look here'], 'it was there all along');
});

test('overdue requests about personal data wait for whoever answers them, until they are answered', async () => {
  const path = `${world.a.path}/privacy-requests`;
  const asked = { law: 'gdpr', kind: 'opt_out', name: 'Eve', email: 'eve@example.org', details: '' };
  const made = await world.a.as('owner').post(path, asked);
  assertStatus(made, 201);
  const overdue = async (client: Client) => (await home(client)).overdueRequests;
  assert.equal(await overdue(world.a.as('admin')), 0, 'it is not due yet');
  await withClient(world.test.database.adminUrl, (admin) =>
    admin.query(`update app.privacy_requests set due_at = now() - interval '1 hour'`),
  );
  assert.equal(await overdue(world.a.as('admin')), 1);
  assert.equal(await overdue(world.a.as('manager')), 0);
  const elsewhere = await world.b.as('owner').get(`${world.b.path}/home`);
  assert.equal(elsewhere.body.overdueRequests, 0);
  const answer = { step: 'answer', words: 'Done', offer: 'nothing' };
  assertStatus(await world.a.as('owner').post(`${path}/${made.body.id}/steps`, answer), 200);
  assert.equal(await overdue(world.a.as('admin')), 0);
});
