import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ifMatch } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

const member = (role: 'member' | 'viewer' | 'manager' | 'owner' | 'admin') =>
  `${world.a.path}/members/${world.a.people[role].userId}`;

test('admins see addresses, others only names', async () => {
  const seen = await world.a.as('admin').post(`${world.a.path}/members/query`, {});
  assertStatus(seen, 200);
  assert.equal(seen.body.items.length, 6);
  assert.ok(seen.body.items.every(({ email }: { email: string }) => email.endsWith('.invalid')));
  const byViewer = await world.a.as('viewer').post(`${world.a.path}/members/query`, {});
  assertStatus(byViewer, 200);
  assert.equal(byViewer.body.items.filter(({ email }: { email: string | null }) => email !== null).length, 1);
});

test('a role change is in force on the next request', async () => {
  const viewer = world.a.as('viewer');
  assertStatus(await viewer.get(`${world.a.path}/invitations`), 403);
  assertStatus(await world.a.as('owner').patch(member('viewer'), { role: 'admin' }, ifMatch(1)), 200);
  assertStatus(await viewer.get(`${world.a.path}/invitations`), 200);
  assertStatus(await world.a.as('owner').patch(member('viewer'), { role: 'viewer' }, ifMatch(2)), 200);
  assertStatus(await viewer.get(`${world.a.path}/invitations`), 403);
});

test('a role is not changed over a change that its giver did not see', async () => {
  const change = (version?: number) =>
    world.a.as('owner').patch(member('manager'), { assignedOnly: false }, version ? ifMatch(version) : {});
  assertStatus(await change(), 428);
  const { version } = (await change(1)).body;
  assert.equal(version, 2);
  const late = await world.a.as('owner').patch(member('manager'), { role: 'viewer' }, ifMatch(1));
  assertStatus(late, 412);
  assert.deepEqual(late.body.details, { version });
  assert.equal((await change(2)).body.role, 'manager');
});

test('nobody grants above their rank, changes themselves or takes the last owner away', async () => {
  assertStatus(await world.a.as('admin').patch(member('member'), { role: 'owner' }, ifMatch(1)), 403);
  assertStatus(await world.a.as('admin').patch(member('admin'), { role: 'viewer' }, ifMatch(1)), 403);
  assertStatus(await world.a.as('owner').delete(member('owner')), 409);
  assertStatus(await world.a.as('manager').patch(member('viewer'), { role: 'member' }, ifMatch(3)), 403);
});

test('a suspended member is shut out at once, and let in again', async () => {
  const manager = world.a.as('manager');
  assertStatus(await world.a.as('admin').put(`${member('manager')}/suspension`, {}), 200);
  assertStatus(await manager.post(`${world.a.path}/members/query`, {}), 404);
  assertStatus(await world.a.as('admin').delete(`${member('manager')}/suspension`, {}), 200);
  assertStatus(await manager.post(`${world.a.path}/members/query`, {}), 200);
});
