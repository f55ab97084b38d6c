import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { ReviewedMember, ReviewRecord } from '#contracts/access-reviews.ts';
import type { Role } from '#contracts/common.ts';
import { openDueReviews } from '#server/features/access-reviews/open-review.ts';
import { recordCommand } from '#server/operator/record.ts';
import { sha256Hex } from '#server/security/crypto/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeToken } from '#tests/support/api-tokens.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { inDatabase, type LetterWorld, startLetterWorld } from '#tests/support/factors.ts';

let world: LetterWorld;
let review: string;
const idOf = (role: Role) => world.a.people[role].userId;
const base = () => `${world.a.path}/access-reviews`;
const say = (by: Role, about: Role, body: object) =>
  world.a
    .as(by)
    .put(`${base()}/${review}/members/${idOf(about)}/decision`, { reason: 'Asked the team', ...body });
const entryOf = (body: Json, role: Role): ReviewedMember =>
  body.entries.find(({ member }: Json) => member.id === idOf(role));

before(async () => {
  world = await startLetterWorld();
  await makeToken(world.a);
  for (const [role, days] of [
    ['viewer', 95],
    ['member', 61],
    ['reviewer', 31],
    ['manager', 29],
  ] as const)
    await inDatabase(
      world.test,
      `update app.sessions set last_seen_at = now() - make_interval(days => $2) where user_id = $1`,
      [idOf(role), days],
    );
});
after(() => world.close());

test('a review shows everyone as they stand, and who was not seen for 30, 60 and 90 days', async () => {
  const { a } = world;
  const opened = await a.as('owner').post(base());
  assertStatus(opened, 201);
  review = opened.body.id;
  const inactive = (['viewer', 'member', 'reviewer', 'manager', 'admin'] as const).map(
    (role) => entryOf(opened.body, role).inactive,
  );
  assert.deepEqual(inactive, [90, 60, 30, null, null]);
  assert.equal(entryOf(opened.body, 'admin').tokens, 1);
  assert.equal(opened.body.undecided, 6);
  assert.equal(opened.body.closable, false);
  assertStatus(await a.as('owner').post(base()), 409);
  assertStatus(await a.as('manager').get(`${base()}/${review}`), 403);
});

test('what is said is done at once, under the rules of rank, and nobody judges themselves', async () => {
  const { a } = world;
  assertStatus(await say('owner', 'owner', { decision: 'keep' }), 403);
  assertStatus(await say('admin', 'admin', { decision: 'keep' }), 403);
  assertStatus(await say('admin', 'owner', { decision: 'remove' }), 403);
  assertStatus(await say('admin', 'owner', { decision: 'lower', role: 'viewer' }), 403);
  assertStatus(await say('owner', 'member', { decision: 'lower', role: 'manager' }), 422);
  assertStatus(await say('owner', 'member', { decision: 'lower', role: 'member' }), 422);
  assertStatus(await say('manager', 'viewer', { decision: 'keep' }), 403);
  assertStatus(await say('owner', 'viewer', { decision: 'keep', reason: '' }), 422);
  assertStatus(await say('admin', 'owner', { decision: 'keep' }), 200);
  assertStatus(await say('admin', 'reviewer', { decision: 'lower', role: 'viewer' }), 200);
  assertStatus(await say('owner', 'viewer', { decision: 'remove' }), 200);
  assertStatus(await a.as('viewer').get(a.path), 404);
  assert.equal((await a.as('reviewer').get(a.path)).body.role, 'viewer');
});

test('a review ends when nobody is left whom somebody could judge', async () => {
  const { a } = world;
  const close = () => a.as('owner').post(`${base()}/${review}/closure`);
  assertStatus(await close(), 409);
  for (const role of ['member', 'manager'] as const)
    assertStatus(await say('owner', role, { decision: 'keep' }), 200);
  assertStatus(await close(), 409);
  assertStatus(await say('owner', 'admin', { decision: 'keep' }), 200);
  assertStatus(await a.as('owner').get(`${base()}/${review}/record`), 409);
  assertStatus(await close(), 200);
  assertStatus(await close(), 409);
  assertStatus(await say('owner', 'member', { decision: 'keep' }), 409);
});

test('its outcome is kept, signed, verified offline, and a changed word is found', async () => {
  const file = await signedRecord();
  assert.equal(sha256Hex(file.record), file.digest);
  const { members, closedBy } = JSON.parse(file.record);
  assert.equal(closedBy.id, idOf('owner'));
  const said = Object.fromEntries(members.map(({ member, decision }: Json) => [member.id, decision]));
  assert.deepEqual(
    (['viewer', 'reviewer', 'member', 'owner'] as const).map((role) => said[idOf(role)]),
    ['remove', 'lower', 'keep', 'keep'],
  );
  const folder = await mkdtemp(join(tmpdir(), 'caseward-review-'));
  const verify = async (content: ReviewRecord) => {
    const path = join(folder, 'review.json');
    await writeFile(path, JSON.stringify(content));
    return recordCommand(['verify', path], () => undefined);
  };
  try {
    assert.equal(await verify(file), 0);
    assert.equal(await verify({ ...file, record: file.record.replace('"remove"', '"keep"') }), 1);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('reasons and outcomes are in no table as they are', async () => {
  await withClient(world.test.database.adminUrl, async (admin) => {
    const { rows } = await admin.query(
      `select string_agg(t::text, '') as all from (select * from app.access_review_members) t`,
    );
    assert.ok(!rows[0].all.includes('Asked the team'));
    assert.ok(!rows[0].all.includes(Buffer.from('Asked the team').toString('hex')));
  });
});

test('the schedule opens one by itself, once, and tells who administers', async () => {
  const { a, test: app } = world;
  const owner = a.as('owner');
  const { services } = app.app;
  const run = async () => {
    const before = world.letters.length;
    await openDueReviews(services);
    return world.letters.slice(before).map(({ template, to }) => `${template} ${to}`);
  };
  await inDatabase(app, 'update app.workspaces set synthetic = false where id = $1', [a.workspaceId]);
  assert.deepEqual(await run(), [], 'the last one was just now');
  const long = `update app.access_reviews set opened_at = now() - interval '5 months' where workspace_id = $1`;
  await pastWalls(long, [a.workspaceId]);
  assert.deepEqual(await run(), [], 'six months unless told otherwise');
  assertStatus(await owner.put(`${base()}/schedule`, { everyMonths: null }), 200);
  assert.deepEqual(await run(), []);
  assertStatus(await owner.put(`${base()}/schedule`, { everyMonths: 3 }), 200);
  const told = ['owner', 'admin'].map((role) => `access-review ${a.people[role as Role].email}`);
  assert.deepEqual((await run()).sort(), told.sort());
  assert.deepEqual(await run(), []);
  const { items, nextAt } = (await owner.get(base())).body;
  assert.deepEqual([items.length, items[0].openedBy, items[0].overdue, nextAt], [2, null, false, null]);
  await pastWalls(`update app.access_reviews set due_at = now() - interval '1 day' where closed_at is null`);
  assert.equal((await owner.get(base())).body.items[0].overdue, true);
});

function pastWalls(sql: string, values: unknown[] = []): Promise<void> {
  return withClient(world.test.database.adminUrl, async (admin) => void (await admin.query(sql, values)));
}

async function signedRecord(): Promise<ReviewRecord> {
  for (let waited = 0; waited < 100; waited += 1) {
    const { body } = await world.a.as('owner').get(`${base()}/${review}/record`);
    if (body.note !== null) return body;
    await setTimeout(100);
  }
  throw new Error('nobody signed it');
}
