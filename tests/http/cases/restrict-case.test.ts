import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { CaseAccess } from '#contracts/case-access.ts';
import { withClient } from '#tests/support/admin.ts';
import { ifMatch, type MadeCase, makeCase, readCase, seen } from '#tests/support/cases.ts';
import { assertStatus, type Client } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let member: Client;
let made: MadeCase;
before(async () => {
  world = await startTestWorld();
  member = world.a.as('member');
});
beforeEach(async () => {
  made = await makeCase(member, world.a);
});
after(() => world.close());

const userId = (role: 'manager' | 'reviewer' | 'viewer' | 'member' | 'owner' | 'admin') =>
  world.a.people[role].userId;
const grant = (role: 'manager' | 'reviewer' | 'viewer', level: string, expiresAt: string | null = null) => ({
  userId: userId(role),
  level,
  expiresAt,
});
const restrict = async (client: Client, grants: object[]) =>
  client.put(`${made.path}/restriction`, { grants }, await seen(client, made));

test('a restricted case is seen by those granted, its owner, and the workspace’s owner and admins', async () => {
  assertStatus(await restrict(member, [grant('manager', 'read')]), 200);
  for (const [role, status] of [
    ['owner', 200],
    ['admin', 200],
    ['manager', 200],
    ['member', 200],
    ['reviewer', 404],
    ['viewer', 404],
  ] as const)
    assertStatus(await world.a.as(role).get(made.path), status);
  const access: CaseAccess = (await member.get(`${made.path}/access`)).body;
  const why = Object.fromEntries(
    access.people.map(({ role, reasons }) => [role, reasons.map(({ kind }) => kind)]),
  );
  assert.deepEqual(why, { owner: ['role'], admin: ['role'], manager: ['grant'], member: ['grant'] });
});

test('a grant caps: who may read does not comment, who may comment does not edit', async () => {
  await restrict(member, [grant('manager', 'read'), grant('reviewer', 'comment')]);
  const words = { anchor: { kind: 'case' }, text: 'Seen', mentionIds: [] };
  const [manager, reviewer] = [world.a.as('manager'), world.a.as('reviewer')];
  const denied = await manager.post(`${made.path}/comments`, words);
  assertStatus(denied, 403);
  assert.equal(denied.body.details.reason, 'grant');
  assertStatus(await reviewer.post(`${made.path}/comments`, words), 201);
  assertStatus(await reviewer.patch(made.path, { title: 'x' }, await seen(reviewer, made)), 403);
  assert.deepEqual((await readCase(manager, made)).actions, ['case.read', 'case.read-unpublished']);
});

test('a grant ends when it says', async () => {
  const later = new Date(Date.now() + 3_600_000).toISOString();
  assertStatus(await restrict(member, [grant('reviewer', 'read', later)]), 200);
  const reviewer = world.a.as('reviewer');
  assertStatus(await reviewer.get(made.path), 200);
  await withClient(world.test.database.adminUrl, (admin) =>
    admin.query(
      'update app.case_grants set expires_at = now() where case_id = $1 and expires_at is not null',
      [made.id],
    ),
  );
  assertStatus(await reviewer.get(made.path), 404);
  assertStatus(await restrict(member, [grant('reviewer', 'read', '2020-01-01T00:00:00Z')]), 422);
});

test('lifted, roles decide again; a lost update is refused', async () => {
  await restrict(member, []);
  assertStatus(await member.delete(`${made.path}/restriction`), 428);
  assertStatus(await member.delete(`${made.path}/restriction`, ifMatch(1)), 412);
  assertStatus(await member.delete(`${made.path}/restriction`, await seen(member, made)), 204);
  assertStatus(await world.a.as('reviewer').get(made.path), 200);
  assert.deepEqual((await member.get(`${made.path}/restriction`)).body, {
    restricted: false,
    grants: [],
    unseeingStaff: [],
  });
});

test('a stranger, or a member of another workspace, is granted nothing', async () => {
  for (const id of [crypto.randomUUID(), world.b.people.owner.userId])
    assertStatus(await restrict(member, [{ userId: id, level: 'edit', expiresAt: null }]), 422);
  assert.equal((await readCase(member, made)).restricted, false);
});

test('a restricted case given away is seen by its new owner', async () => {
  await restrict(member, []);
  const admin = world.a.as('admin');
  const reviewer = world.a.as('reviewer');
  assertStatus(await reviewer.get(made.path), 404);
  assertStatus(
    await admin.put(`${made.path}/owner`, { ownerId: userId('reviewer') }, await seen(admin, made)),
    200,
  );
  assertStatus(await reviewer.get(made.path), 200);
});

test('another’s case is restricted by managers, not by members or reviewers', async () => {
  const reviewer = world.a.as('reviewer');
  assertStatus(await restrict(reviewer, []), 403);
  assertStatus(await restrict(world.a.as('manager'), []), 200);
  assertStatus(await world.a.as('manager').get(made.path), 200);
});

test('staff see a draft and edit it like their own; a viewer owns no case', async () => {
  const [owner, manager] = [world.a.as('owner'), world.a.as('manager')];
  const other = await makeCase(owner, world.a);
  assertStatus(await member.get(other.path), 404);
  const seats = [{ slot: 'investigator', userId: userId('member') }];
  assertStatus(await member.put(`${other.path}/staff`, { seats }, ifMatch(1)), 403);
  assertStatus(
    await manager.put(`${other.path}/staff`, { seats: [{ ...seats[0], slot: 'cook' }] }, ifMatch(1)),
    422,
  );
  const staffed = await manager.put(`${other.path}/staff`, { seats }, ifMatch(1));
  assertStatus(staffed, 200);
  assert.equal(staffed.body.staff[0].person.name, 'Probe member');
  assertStatus(await member.patch(other.path, { summary: 'Mine too' }, ifMatch(2)), 200);
  assertStatus(await manager.put(`${other.path}/owner`, { ownerId: userId('viewer') }, ifMatch(3)), 422);
  assertStatus(await manager.put(`${other.path}/staff`, { seats: [] }, ifMatch(3)), 200);
  assertStatus(await member.get(other.path), 404);
});

test('whoever of the staff a restriction leaves outside is named, until a grant lets them in', async () => {
  const { caseTypes } = (await member.get(world.a.path)).body;
  const [{ key: slot }] = caseTypes.find(({ key }: { key: string }) => key === 'incident').slots;
  const seats = [
    { slot, userId: userId('manager') },
    { slot, userId: userId('admin') },
  ];
  const admin = world.a.as('admin');
  assertStatus(await admin.put(`${made.path}/staff`, { seats }, await seen(admin, made)), 200);
  const outside = async () => {
    const reply = await member.get(`${made.path}/restriction`);
    assertStatus(reply, 200);
    return reply.body.unseeingStaff.map(({ id }: { id: string }) => id);
  };
  assert.deepEqual(await outside(), []);
  assertStatus(await restrict(member, []), 200);
  assert.deepEqual(await outside(), [userId('manager')]);
  assertStatus(await world.a.as('manager').get(made.path), 404);
  assertStatus(await restrict(member, [grant('manager', 'read')]), 200);
  assert.deepEqual(await outside(), []);
  assertStatus(await world.a.as('manager').get(made.path), 200);
});
