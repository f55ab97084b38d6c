import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CaseQuery, CaseSort } from '#contracts/case-lists.ts';
import type { CaseSummary } from '#contracts/cases.ts';
import { ifMatch, makeCase } from '#tests/support/cases.ts';
import { assertStatus, type Client } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let owner: Client;
let tags: { id: string; label: string }[];
const SEVERITIES = ['low', 'medium', 'high', 'critical', null] as const;

before(async () => {
  world = await startTestWorld();
  owner = world.a.as('owner');
  tags = (await owner.get(world.a.path)).body.tags;
  for (const [at, severity] of [...SEVERITIES, ...SEVERITIES].entries()) {
    const dueAt = at % 3 === 0 ? null : `2026-0${1 + (at % 9)}-01T00:00:00Z`;
    const tagIds = tags.slice(0, at % 3).map(({ id }) => id);
    await makeCase(at % 2 === 0 ? owner : world.a.as('member'), world.a, {
      title: `Case ${at}`,
      severity,
      dueAt,
      tagIds,
    });
  }
});
after(() => world.close());

async function list(client: Client, query: Partial<CaseQuery> = {}) {
  const reply = await client.post(`${world.a.path}/cases/query`, query);
  assertStatus(reply, 200);
  return reply.body as { items: CaseSummary[]; next: string | null };
}

async function walk(client: Client, query: Partial<CaseQuery>): Promise<CaseSummary[]> {
  const found: CaseSummary[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: CaseSummary[]; next: string | null } = await list(client, {
      ...query,
      cursor,
      limit: 3,
    });
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return found;
}

const numbers = (cases: readonly CaseSummary[]) => cases.map((found) => found.number);

test('the newest come first, with tags and owner, and without the body', async () => {
  const { items, next } = await list(owner);
  assert.deepEqual(numbers(items), [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  assert.equal(next, null);
  assert.equal(items[0]?.owner.name, 'Probe member');
  assert.ok(items.every((found) => !('body' in found)));
});

for (const by of ['created', 'updated', 'number', 'due', 'severity'] as const)
  for (const direction of ['asc', 'desc'] as const)
    test(`pages of three by ${by} ${direction} hold every case once, in one order`, async () => {
      const sort: CaseSort = { by, direction };
      const whole = numbers((await list(owner, { sort })).items);
      assert.deepEqual(numbers(await walk(owner, { sort })), whole);
      assert.deepEqual(
        [...whole].sort((a, b) => a - b),
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      );
    });

test('by severity the worst come first', async () => {
  const { items } = await list(owner, { sort: { by: 'severity', direction: 'desc' } });
  assert.deepEqual(
    items.slice(0, 2).map((found) => found.severity),
    ['critical', 'critical'],
  );
  assert.equal(items.at(-1)?.severity, null);
});

test('filters narrow: severity, owner, tag, state, phase, dates', async () => {
  const memberId = world.a.people.member.userId;
  const [first] = tags;
  const count = async (filter: CaseQuery['filter']) => (await list(owner, { filter })).items.length;
  assert.equal(await count({ severities: ['low', 'high'] }), 4);
  assert.equal(await count({ ownerIds: [memberId] }), 5);
  assert.equal(await count({ tagIds: [first?.id ?? ''] }), 6);
  assert.equal(await count({ states: ['draft'], phases: ['draft'] }), 10);
  assert.equal(await count({ states: ['published'] }), 0);
  assert.equal(await count({ types: ['pattern'] }), 0);
  assert.equal(await count({ created: { from: '2999-01-01T00:00:00Z' } }), 0);
  assert.equal(await count({ due: { from: '2026-02-01T00:00:00Z', to: '2026-04-01T00:00:00Z' } }), 2);
  assert.equal(await count({ restricted: true }), 0);
  assert.equal(await count({ severities: ['low'], ownerIds: [memberId] }), 1);
});

test('a filter of a foreign tag or owner finds nothing and tells nothing', async () => {
  const foreign = (await world.b.as('owner').get(world.b.path)).body.tags[0].id;
  assert.deepEqual((await list(owner, { filter: { tagIds: [foreign] } })).items, []);
  assert.deepEqual((await list(owner, { filter: { ownerIds: [world.b.people.owner.userId] } })).items, []);
});

test('everyone’s list holds what they may see', async () => {
  assert.equal((await list(world.a.as('reviewer'))).items.length, 10);
  assert.equal((await list(world.a.as('member'))).items.length, 5);
  assert.equal((await list(world.a.as('viewer'))).items.length, 0);
  assert.equal((await list(world.a.as('member'), { filter: { severities: ['low'] } })).items.length, 1);
});

test('a cursor of another order, or of nobody’s making, is refused', async () => {
  const { next } = await list(owner, { limit: 2, sort: { by: 'number', direction: 'asc' } });
  for (const cursor of [next, 'nonsense', Buffer.from('["x","y"]').toString('base64url')]) {
    const reply = await owner.post(`${world.a.path}/cases/query`, { cursor });
    assertStatus(reply, 422);
  }
});

test('a saved view is kept, changed and removed by its maker; a shared one is read by all', async () => {
  const member = world.a.as('member');
  const view = {
    name: 'Mine, worst first',
    filter: { severities: ['critical'] },
    sort: { by: 'severity', direction: 'desc' },
    shared: false,
  };
  const views = `${world.a.path}/views`;
  const own = await member.post(views, view);
  assertStatus(own, 201);
  assertStatus(await member.post(views, { ...view, shared: true }), 403);
  assertStatus(await world.a.as('viewer').post(views, view), 403);
  const shared = await world.a.as('reviewer').post(views, { ...view, shared: true });
  assertStatus(shared, 201);
  const seen = (await member.get(views)).body.items;
  assert.deepEqual(
    seen.map(({ mine }: { mine: boolean }) => mine),
    [true, false],
  );
  assertStatus(await world.a.as('manager').put(`${views}/${own.body.id}`, view, ifMatch(1)), 404);
  assertStatus(await member.put(`${views}/${shared.body.id}`, view, ifMatch(1)), 403);
  assertStatus(await member.delete(`${views}/${shared.body.id}`), 403);
  const rename = (name: string, headers = {}) =>
    member.put(`${views}/${own.body.id}`, { ...view, name }, headers);
  assertStatus(await rename('Renamed'), 428);
  assertStatus(await rename('Renamed', ifMatch(1)), 200);
  const late = await rename('Late', ifMatch(1));
  assertStatus(late, 412);
  assert.deepEqual(late.body.details, { version: 2 });
  assertStatus(await world.a.as('manager').delete(`${views}/${own.body.id}`), 404);
  assertStatus(await member.delete(`${views}/${own.body.id}`), 204);
  assert.equal((await member.get(views)).body.items.length, 1);
  // What stands in every list goes by whoever may put something there.
  assertStatus(await world.a.as('manager').delete(`${views}/${shared.body.id}`), 204);
});

test('a dry run counts and changes nothing; the run changes what it counted', async () => {
  const member = world.a.as('member');
  const { items } = await list(owner);
  const [tag] = tags;
  const change = { kind: 'tag', add: [tag?.id], remove: [] };
  const caseIds = [...items.map(({ id }) => id), crypto.randomUUID()];
  const path = `${world.a.path}/cases/bulk-changes`;
  const dry = await member.post(path, { caseIds, change, dryRun: true });
  assertStatus(dry, 200);
  assert.equal(dry.body.changed, 5);
  assert.equal(dry.body.refused.length, 6);
  assert.ok(dry.body.refused.every(({ reason }: { reason: string }) => reason === 'not-found'));
  const before = numbers((await list(owner, { filter: { tagIds: [tag?.id ?? ''] } })).items);
  const wet = await member.post(path, { caseIds, change, dryRun: false });
  assert.deepEqual({ ...wet.body, dryRun: true }, dry.body);
  const after = numbers((await list(owner, { filter: { tagIds: [tag?.id ?? ''] } })).items);
  assert.ok(after.length > before.length);
  assertStatus(await world.a.as('viewer').post(path, { caseIds, change, dryRun: true }), 403);
});

test('bulk: assigning is a manager’s, a step without its reason is refused case by case', async () => {
  const { items } = await list(owner, { filter: { ownerIds: [world.a.people.member.userId] } });
  const caseIds = items.slice(0, 2).map(({ id }) => id);
  const path = `${world.a.path}/cases/bulk-changes`;
  const assign = { kind: 'assign', ownerId: world.a.people.manager.userId };
  const refused = await world.a.as('member').post(path, { caseIds, change: assign, dryRun: false });
  assert.deepEqual(
    refused.body.refused.map(({ reason }: { reason: string }) => reason),
    ['role', 'role'],
  );
  const done = await world.a.as('manager').post(path, { caseIds, change: assign, dryRun: false });
  assert.equal(done.body.changed, 2);
  const step = { kind: 'state', to: 'published' };
  const moved = await owner.post(path, { caseIds, change: step, dryRun: false });
  assert.deepEqual(
    moved.body.refused.map(({ reason }: { reason: string }) => reason),
    ['review-required', 'review-required'],
  );
});

test('a tag that is taken off is not found by', async () => {
  const [tag] = tags;
  const made = await makeCase(owner, world.a, { tagIds: [tag?.id ?? ''] });
  assertStatus(await owner.patch(made.path, { tagIds: [] }, ifMatch(1)), 200);
  const { items } = await list(owner, { filter: { tagIds: [tag?.id ?? ''] } });
  assert.ok(items.every(({ id }) => id !== made.id));
});

test('a tag that the workspace dropped does not stand in the way of an edit', async () => {
  const tag = await owner.post(`${world.a.path}/tags`, { label: 'Short-lived', color: 'grey' });
  assertStatus(tag, 201);
  const made = await makeCase(owner, world.a, { tagIds: [tag.body.id] });
  assertStatus(await owner.delete(`${world.a.path}/tags/${tag.body.id}`), 204);
  const [kept] = tags;
  const edit = await owner.patch(made.path, { tagIds: [tag.body.id, kept?.id] }, ifMatch(1));
  assertStatus(edit, 200);
  const { items } = await list(owner, { filter: { tagIds: [kept?.id ?? ''] } });
  assert.ok(items.some(({ id }) => id === made.id));
});

test('a comment makes its case recent without a new version', async () => {
  const made = await makeCase(owner, world.a);
  await makeCase(owner, world.a);
  const words = { anchor: { kind: 'case' }, text: 'Any news?', mentionIds: [] };
  assertStatus(await owner.post(`${made.path}/comments`, words), 201);
  const [first] = (await list(owner, { sort: { by: 'updated', direction: 'desc' } })).items;
  assert.deepEqual([first?.id, first?.version], [made.id, 1]);
});

test('a page shown again shows what was changed in between', async () => {
  const made = await makeCase(owner, world.a, { title: 'Before' });
  const first = async () => (await list(owner, { limit: 2 })).items.map(({ title }) => title);
  assert.equal((await first())[0], 'Before');
  const again = await first();
  assert.equal(again[0], 'Before');
  assertStatus(await owner.patch(made.path, { title: 'After' }, ifMatch(1)), 200);
  assert.deepEqual(await first(), ['After', again[1]]);
  assert.deepEqual(await first(), ['After', again[1]]);
  assertStatus(await owner.delete(made.path, ifMatch(2)), 204);
  assert.equal((await first())[0], again[1]);
});
