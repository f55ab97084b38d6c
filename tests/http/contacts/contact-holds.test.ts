import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Role } from '#contracts/common.ts';
import { keepToRetention } from '#server/features/retention/keep-to-retention.ts';
import { withClient } from '#tests/support/admin.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

const sql = (text: string, values: unknown[] = []) =>
  withClient(world.test.database.adminUrl, async (admin) => (await admin.query(text, values)).rows);
const as = (role: Role) => world.a.as(role);
const at = (id: string) => `${world.a.path}/contacts/${id}`;
const place = (id: string, reason = 'A dispute', role: Role = 'admin') =>
  as(role).put(`${at(id)}/legal-hold`, { reason });
const lift = (id: string, reason = 'Settled', role: Role = 'admin') =>
  as(role).post(`${at(id)}/legal-hold/lifting`, { reason });

async function entered(role: Role = 'member'): Promise<string> {
  const made = await as(role).post(`${world.a.path}/contacts`, { name: 'Ada King', source: 'event' });
  assertStatus(made, 201);
  return made.body.id;
}

test('Admins and Owners place and lift a hold; who did, when and why stays to be read, and is sealed', async () => {
  const id = await entered();
  for (const role of ['manager', 'member'] as const) assertStatus(await place(id, 'No', role), 403);
  assertStatus(await place(id, ''), 422);
  const placed = await place(id, 'planted-reason');
  assertStatus(placed, 200);
  assert.deepEqual(placed.body, { held: true, version: 2 });
  const again = await place(id);
  assert.deepEqual([again.status, again.body.details.reason], [409, 'held-already']);
  for (const role of ['manager', 'member'] as const) assertStatus(await lift(id, 'No', role), 403);
  const held = (await as('viewer').get(at(id))).body;
  assert.deepEqual([held.legalHold, held.version], [true, 2]);
  assertStatus(await lift(id, 'Settled', 'owner'), 200);
  const twice = await lift(id);
  assert.deepEqual([twice.status, twice.body.details.reason], [409, 'not-held']);
  const { legalHold, holds } = (await as('viewer').get(at(id))).body;
  const { admin, owner } = world.a.people;
  assert.equal(legalHold, false);
  assert.deepEqual(
    holds.map(({ decision, by, reason }: Json) => [decision, by.id, reason]),
    [
      ['lifted', owner.userId, 'Settled'],
      ['placed', admin.userId, 'planted-reason'],
    ],
  );
  const [{ text }] = await sql(`select string_agg(h::text, ' ') as text from app.contact_holds h`);
  assert.ok(!text.includes(Buffer.from('planted-reason').toString('hex')));
  const noted = await sql(
    `select action, actor_id from app.audit_entries where target_id = $1 and action like 'contact.hold-%' order by at`,
    [id],
  );
  assert.deepEqual(noted, [
    { action: 'contact.hold-placed', actor_id: admin.userId },
    { action: 'contact.hold-lifted', actor_id: owner.userId },
  ]);
});

test('the list tells which are held, and work on a held contact goes on', async () => {
  const id = await entered();
  assertStatus(await place(id), 200);
  const { items } = (await as('member').post(`${world.a.path}/contacts/query`, {})).body;
  assert.equal(items.find((one: Json) => one.id === id).legalHold, true);
  assertStatus(await as('member').patch(at(id), { note: 'Rang' }, { 'if-match': '"v2"' }), 200);
  const consent = { purpose: 'newsletter', decision: 'given', how: 'By letter' };
  assertStatus(await as('member').post(`${at(id)}/consents`, consent), 201);
});

test('nobody deletes a held contact, by the page or by SQL, until the hold is lifted', async () => {
  const id = await entered();
  const consent = { purpose: 'newsletter', decision: 'given', how: 'By letter' };
  assertStatus(await as('member').post(`${at(id)}/consents`, consent), 201);
  assertStatus(await place(id), 200);
  for (const role of ['member', 'owner'] as const) {
    const refused = await as(role).delete(at(id));
    assert.deepEqual([refused.status, refused.body.details.reason], [409, 'legal-hold']);
  }
  for (const [table, column] of [
    ['contacts', 'id'],
    ['contact_consents', 'contact_id'],
    ['contact_holds', 'contact_id'],
  ])
    await assert.rejects(sql(`delete from app.${table} where ${column} = $1`, [id]), { code: 'CW423' });
  // Control: the same act, without a hold.
  assertStatus(await lift(id), 200);
  assertStatus(await as('member').delete(at(id)), 204);
  assertStatus(await as('member').get(at(id)), 404);
});

test('what was noted of holds cannot be rewritten or taken away by SQL of the server', async () => {
  await withClient(world.test.database.appUrl, async (live) => {
    for (const text of [
      "update app.contact_holds set decision = 'lifted'",
      'delete from app.contact_holds',
      'insert into app.contacts (legal_hold) values (true)',
    ])
      await assert.rejects(live.query(text), /permission denied/);
    // Control: with the grant the statement runs.
    await sql('grant delete on app.contact_holds to caseward_app');
    await live.query('delete from app.contact_holds');
    await sql('revoke delete on app.contact_holds from caseward_app');
  });
});

test('retention counts what is held, leaves it, and takes it once the hold is lifted', async () => {
  const retention = `${world.a.path}/retention`;
  const [held, free] = [await entered(), await entered()];
  const age = (id: string) =>
    sql(
      `update app.contacts set state = 'archived', changed_at = now() - interval '100 days' where id = $1`,
      [id],
    );
  const { holds: before } = (await as('owner').get(retention)).body;
  assertStatus(await place(held), 200);
  assert.equal((await as('owner').get(retention)).body.holds, before + 1);
  for (const id of [held, free]) await age(id);
  const rules = [{ class: 'contacts', caseType: null, days: 90 }];
  const preview = await as('owner').post(`${retention}/what-if`, { rules });
  assert.deepEqual(preview.body.items, [{ class: 'contacts', caseType: null, count: 1, held: 1, bytes: 0 }]);
  assertStatus(await as('owner').put(retention, { rules, previewed: 1 }), 200);
  await sql(`update app.retention_rules set changed_at = now() - interval '2 days'`);
  await keepToRetention(world.test.app.services);
  assertStatus(await as('owner').get(at(held)), 200);
  assertStatus(await as('owner').get(at(free)), 404);
  assertStatus(await lift(held), 200);
  await age(held);
  await keepToRetention(world.test.app.services);
  assertStatus(await as('owner').get(at(held)), 404);
});

test('who owns a held contact is not erased, and neither is the workspace, until it is lifted', async () => {
  const { b } = world;
  const { email } = b.people.member;
  const made = await b.as('member').post(`${b.path}/contacts`, { name: 'Ada King', source: 'event' });
  const path = `${b.path}/contacts/${made.body.id}/legal-hold`;
  assertStatus(await b.as('admin').put(path, { reason: 'A dispute' }), 200);
  const { name } = (await b.as('owner').get(b.path)).body;
  assert.equal((await b.as('owner').get(`${b.path}/deletion`)).body.holds, 1);
  const tries = [
    await b.as('member').post('/account/erasure', { confirm: email }),
    await b.as('owner').post(`${b.path}/deletion`, { confirm: name }),
  ];
  for (const { status, body } of tries) assert.deepEqual([status, body.details.reason], [409, 'legal-hold']);
  assertStatus(await b.as('admin').post(`${path}/lifting`, { reason: 'Settled' }), 200);
  assertStatus(await b.as('member').post('/account/erasure', { confirm: email }), 200);
  assertStatus(await b.as('owner').post(`${b.path}/deletion`, { confirm: name }), 202);
});
