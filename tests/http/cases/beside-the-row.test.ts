import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { ifMatch, makeCase, readCase, seen } from '#tests/support/cases.ts';
import { assertStatus, clientOf } from '#tests/support/client.ts';
import { decisionsOf, openRound } from '#tests/support/reviews.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let second: TestApp;

before(async () => {
  world = await startTestWorld();
  second = await startTestApp({ beside: world.test });
});
after(async () => {
  await second.close();
  await world.close();
});

const DIFFERING = `
  select c.id from app.cases c
  where c.staff_ids <> coalesce((select array_agg(s.user_id order by s.slot, s.user_id) from app.case_staff s
      where s.workspace_id = c.workspace_id and s.case_id = c.id), '{}')
    or c.staff_slots <> coalesce((select array_agg(s.slot order by s.slot, s.user_id) from app.case_staff s
      where s.workspace_id = c.workspace_id and s.case_id = c.id), '{}')
    or c.granted_ids <> coalesce((select array_agg(g.user_id order by g.user_id) from app.case_grants g
      where g.workspace_id = c.workspace_id and g.case_id = c.id), '{}')
    or c.open_round_id is distinct from (select r.id from app.review_rounds r
      where r.workspace_id = c.workspace_id and r.case_id = c.id and r.state = 'open')`;

const differing = () =>
  withClient(world.test.database.adminUrl, async (admin) => (await admin.query(DIFFERING)).rows);

test('what a row of a case says beside itself is what the tables say, after every change of theirs', async () => {
  const [owner, member, manager] = [world.a.as('owner'), world.a.as('member'), world.a.as('manager')];
  const { people } = world.a;
  const made = await makeCase(member, world.a);
  const seats = [
    { slot: 'investigator', userId: people.manager.userId },
    { slot: 'investigator', userId: people.reviewer.userId },
  ];
  assertStatus(await owner.put(`${made.path}/staff`, { seats }, await seen(owner, made)), 200);
  assert.deepEqual(await differing(), []);
  assertStatus(
    await owner.put(`${made.path}/staff`, { seats: seats.slice(1) }, await seen(owner, made)),
    200,
  );
  assert.equal((await readCase(owner, made)).staff.length, 1);
  const grants = [{ userId: people.manager.userId, level: 'edit', expiresAt: null }];
  assertStatus(await member.put(`${made.path}/restriction`, { grants }, await seen(member, made)), 200);
  assert.deepEqual(await differing(), []);
  assertStatus(await manager.get(made.path), 200);
  assertStatus(await member.put(`${made.path}/restriction`, { grants: [] }, await seen(member, made)), 200);
  assert.deepEqual(await differing(), []);
  assertStatus(await manager.get(made.path), 404);

  const reviewed = await makeCase(member, world.a);
  const round = await openRound(member, reviewed, [people.reviewer.userId]);
  assert.equal((await readCase(member, reviewed)).openRoundId, round.id);
  assert.deepEqual(await differing(), []);
  assertStatus(
    await world.a.as('reviewer').post(decisionsOf(reviewed, round), { decision: 'approve', comment: '' }),
    200,
  );
  assert.equal((await readCase(member, reviewed)).openRoundId, null);
  assert.deepEqual(await differing(), []);
});

test('control: without its trigger the row differs, and who was seated sees nothing', async () => {
  const owner = world.a.as('owner');
  const made = await makeCase(owner, world.a);
  await withClient(world.test.database.adminUrl, (admin) =>
    admin.query('alter table app.case_staff disable trigger note_added'),
  );
  try {
    const seats = [{ slot: 'investigator', userId: world.a.people.member.userId }];
    assertStatus(await owner.put(`${made.path}/staff`, { seats }, ifMatch(1)), 200);
    assert.equal((await differing()).length, 1);
    assertStatus(await world.a.as('member').get(made.path), 404);
  } finally {
    await withClient(world.test.database.adminUrl, (admin) =>
      admin.query('alter table app.case_staff enable trigger note_added'),
    );
  }
});

test('the live role writes none of it by hand', async () => {
  await withClient(world.test.database.appUrl, async (live) => {
    for (const column of ['open_round_id', 'staff_slots', 'staff_ids', 'granted_ids'])
      await assert.rejects(live.query(`update app.cases set ${column} = null`), { code: '42501' });
    await assert.rejects(live.query('update app.workspaces set people_version = 1'), { code: '42501' });
  });
});

test('a new name is shown on the next request, by every node that remembered the old one', async () => {
  const member = world.a.as('member');
  const made = await makeCase(member, world.a);
  const beside = clientOf(second.url, world.a.people.owner);
  for (const name of ['Probe member', 'Ana Horvat', 'Ana Kos']) {
    if (name !== 'Probe member') assertStatus(await member.patch('/session/user', { name }), 200);
    for (const reader of [world.a.as('owner'), beside]) {
      assert.equal((await readCase(reader, made)).owner.name, name);
      const { items } = (await reader.post(`${world.a.path}/cases/query`, {})).body;
      const shown = items.find(({ id }: { id: string }) => id === made.id);
      assert.equal(shown.owner.name, name);
    }
  }
});
