import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Role } from '#contracts/common.ts';
import { withClient } from '#tests/support/admin.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

const sql = (text: string, values: unknown[] = []) =>
  withClient(world.test.database.adminUrl, async (admin) => (await admin.query(text, values)).rows);
const path = () => `${world.a.path}/contacts`;
const owner = () => world.a.as('owner');

const ada = {
  name: 'Ada Lovelace',
  emails: ['Ada@Planted.example'],
  phones: ['+44 20 0000'],
  address: 'Planted Street 1',
  note: 'planted-note',
  source: 'referral',
};

async function entered(change: object = {}, by: Role = 'owner'): Promise<string> {
  const made = await world.a.as(by).post(path(), { ...ada, ...change });
  assertStatus(made, 201);
  return made.body.id;
}
const read = async (id: string, by: Role = 'owner') => (await world.a.as(by).get(`${path()}/${id}`)).body;
const find = async (search: string, more: object = {}): Promise<string[]> =>
  (await owner().post(`${path()}/query`, { search, ...more })).body.items.map(({ id }: { id: string }) => id);
const say = (id: string, purpose: string, decision: string, how = 'By letter') =>
  owner().post(`${path()}/${id}/consents`, { purpose, decision, how });
const standing = async (id: string) =>
  Object.fromEntries(
    (await read(id)).standing.map(({ purpose, allowed }: { purpose: string; allowed: boolean }) => [
      purpose,
      allowed,
    ]),
  );
const actionsAbout = async (id: string) =>
  (await sql('select action, fields from app.audit_entries where target_id = $1 order by at', [id])).map(
    ({ action, fields }) => [action, fields.join()],
  );

test('a contact is entered, read and found, and the database holds none of it readable', async () => {
  const id = await entered();
  const contact = await read(id);
  assert.deepEqual(
    [contact.name, contact.emails, contact.phones, contact.address, contact.note, contact.source],
    [ada.name, ['ada@planted.example'], ada.phones, ada.address, ada.note, 'referral'],
  );
  assert.equal(contact.owner.id, world.a.people.owner.userId);
  const [row] = await sql('select row_to_json(c)::text as text from app.contacts c where id = $1', [id]);
  for (const word of ['Ada', 'planted', 'Planted'])
    for (const form of [word, Buffer.from(word).toString('hex')]) assert.ok(!row.text.includes(form), form);
  assert.deepEqual(await actionsAbout(id), [
    ['contact.created', 'name,emails,phones,address,note,source'],
    ['contact.viewed', 'name,emails,phones,address,note,consents,holds'],
  ]);
});

test('a whole address finds, in any case; names are found by how their words begin; nothing else finds', async () => {
  const id = await entered({
    name: 'Gräfin Searchable',
    emails: ['first@find.example', 'second@find.example'],
  });
  for (const asked of ['SECOND@find.example', 'first@find.example', 'grafin', 'sear GRÄ'])
    assert.deepEqual(await find(asked), [id], asked);
  for (const asked of ['irst@find.example', 'find.example@', 'archable', 'gräfin nobody', '—'])
    assert.deepEqual(await find(asked), [], asked);
  const changed = await owner().patch(
    `${path()}/${id}`,
    { name: 'Another', emails: [] },
    { 'if-match': '"v1"' },
  );
  assert.deepEqual([changed.status, changed.body.version], [200, 2]);
  assert.deepEqual(await find('second@find.example'), []);
  assert.deepEqual(await find('another'), [id]);
});

test('pages are walked without a gap, and archived ones are apart', async () => {
  const ids = [];
  for (const at of [1, 2, 3]) ids.unshift(await entered({ name: `Pagewalker ${at}` }));
  const first = (await owner().post(`${path()}/query`, { search: 'pagewalker', limit: 2 })).body;
  const next = (await owner().post(`${path()}/query`, { search: 'pagewalker', limit: 2, cursor: first.next }))
    .body;
  const seen = [...first.items, ...next.items].map(({ id }) => id);
  assert.deepEqual([seen, next.next], [ids, null]);
  assertStatus(await owner().put(`${path()}/${ids[0]}/state`, { state: 'archived' }), 200);
  assert.deepEqual(await find('pagewalker'), ids.slice(1));
  assert.deepEqual(await find('pagewalker', { state: 'archived' }), ids.slice(0, 1));
  const refused = await owner().patch(`${path()}/${ids[0]}`, { name: 'X' }, { 'if-match': '"v2"' });
  assert.equal(refused.status, 409);
  assertStatus(await owner().put(`${path()}/${ids[0]}/state`, { state: 'active' }), 200);
  assert.deepEqual(await find('pagewalker'), ids);
});

test('a change names the version it was made from, and an entry of the log the fields', async () => {
  const id = await entered();
  const change = (body: object, version?: string) =>
    owner().patch(`${path()}/${id}`, body, version === undefined ? {} : { 'if-match': version });
  assert.equal((await change({ note: 'x' })).status, 428);
  assertStatus(await change({ note: 'x', source: 'event', name: ada.name }, '"v1"'), 200);
  assert.equal((await change({ note: 'y' }, '"v1"')).status, 412);
  assert.equal((await change({}, '"v2"')).status, 422);
  assert.equal((await read(id)).note, 'x');
  const [, edited] = await actionsAbout(id);
  assert.deepEqual(edited, ['contact.changed', 'note,source']);
});

test('nothing is allowed that nobody agreed to; the newest word counts at once, and none before is lost', async () => {
  const id = await entered();
  const none = { newsletter: false, marketing_calls: false, profiling: false, sharing: false };
  assert.deepEqual(await standing(id), none);
  assertStatus(await say(id, 'newsletter', 'given', 'planted-how'), 201);
  assert.deepEqual(await standing(id), { ...none, newsletter: true });
  assertStatus(await say(id, 'newsletter', 'withdrawn'), 201);
  assert.deepEqual(await standing(id), none);
  const { consents } = await read(id);
  assert.deepEqual(
    consents.map(({ decision, how }: { decision: string; how: string }) => [decision, how]),
    [
      ['withdrawn', 'By letter'],
      ['given', 'planted-how'],
    ],
  );
  const [{ text }] = await sql('select string_agg(s::text, $1) as text from app.contact_consents s', [' ']);
  assert.ok(!text.includes(Buffer.from('planted-how').toString('hex')));
});

test('do-not-sell outweighs an older and a newer yes to sharing, until it is taken off', async () => {
  const id = await entered();
  assertStatus(await say(id, 'sharing', 'given'), 201);
  assert.equal((await standing(id)).sharing, true);
  assertStatus(await owner().put(`${path()}/${id}/do-not-sell`, { from: 'signal' }), 200);
  const marked = await read(id);
  assert.deepEqual(
    [marked.doNotSellFrom, marked.doNotSellBy.id, (await standing(id)).sharing],
    ['signal', world.a.people.owner.userId, false],
  );
  assertStatus(await owner().put(`${path()}/${id}/do-not-sell`, { from: 'agent' }), 200);
  assert.equal((await read(id)).doNotSellAt, marked.doNotSellAt, 'the day it was first asked for stays');
  assertStatus(await say(id, 'sharing', 'given'), 201);
  assert.equal((await standing(id)).sharing, false);
  assertStatus(await owner().delete(`${path()}/${id}/do-not-sell`), 204);
  assert.deepEqual([(await read(id)).doNotSellAt, (await standing(id)).sharing], [null, true]);
});

test('what was said cannot be rewritten, not even by SQL of the server', async () => {
  await withClient(world.test.database.appUrl, async (live) => {
    for (const text of [
      "update app.contact_consents set decision = 'given'",
      'delete from app.contact_consents',
    ])
      await assert.rejects(live.query(text), /permission denied/);
    // Control: with the grant the statement runs.
    await sql('grant delete on app.contact_consents to caseward_app');
    await live.query('delete from app.contact_consents');
    await sql('revoke delete on app.contact_consents from caseward_app');
  });
});

test('members change and delete their own, others by policy; a new owner is named by managers', async () => {
  const theirs = await entered({}, 'reviewer');
  const member = world.a.as('member');
  assert.deepEqual((await read(theirs, 'viewer')).actions.includes('work.edit'), false);
  assert.equal((await member.put(`${path()}/${theirs}/do-not-sell`, { from: 'person' })).status, 403);
  assert.equal((await member.delete(`${path()}/${theirs}`)).status, 403);
  const mine = await entered({}, 'member');
  const hand = (client: typeof member, ownerId: string) =>
    client.patch(`${path()}/${mine}`, { ownerId }, { 'if-match': '"v1"' });
  assert.equal((await hand(member, world.a.people.reviewer.userId)).status, 403);
  assert.equal((await hand(world.a.as('manager'), world.b.people.member.userId)).status, 422);
  assertStatus(await hand(world.a.as('manager'), world.a.people.reviewer.userId), 200);
  assert.equal((await member.delete(`${path()}/${mine}`)).status, 403);
  assertStatus(await world.a.as('reviewer').delete(`${path()}/${mine}`), 204);
  assert.equal((await owner().get(`${path()}/${mine}`)).status, 404);
  await sql("update app.contacts set created_at = now() - interval '73 hours' where id = $1", [theirs]);
  assert.equal((await world.a.as('reviewer').delete(`${path()}/${theirs}`)).status, 403);
  assertStatus(await owner().delete(`${path()}/${theirs}`), 204);
  const left = await sql('select 1 from app.contact_words where contact_id = $1', [theirs]);
  assert.deepEqual(left, []);
});

test('whoever works on assigned records alone sees the contacts they own, and no others', async () => {
  const other = await entered({ name: 'Assigned Other' });
  const mine = await entered({ name: 'Assigned Mine' }, 'member');
  const as = async () =>
    (await world.a.as('member').post(`${path()}/query`, { search: 'assigned' })).body.items.map(
      ({ id }: { id: string }) => id,
    );
  // Control: without the flag both are there.
  assert.deepEqual(await as(), [mine, other]);
  const bind = (on: boolean) =>
    sql('update app.memberships set assigned_only = $1 where workspace_id = $2 and user_id = $3', [
      on,
      world.a.workspaceId,
      world.a.people.member.userId,
    ]);
  await bind(true);
  assert.deepEqual(await as(), [mine]);
  assert.equal((await world.a.as('member').get(`${path()}/${other}`)).status, 404);
  await bind(false);
});
