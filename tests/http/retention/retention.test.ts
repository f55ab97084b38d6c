import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sweepEvidence } from '#server/features/evidence/index.ts';
import { keepToRetention } from '#server/features/retention/keep-to-retention.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { filerOf } from '#tests/support/evidence.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

const sql = (text: string, values: unknown[] = []) =>
  withClient(world.test.database.adminUrl, async (admin) => (await admin.query(text, values)).rows);
const night = () => keepToRetention(world.test.app.services);
const owner = () => world.a.as('owner');
const path = () => `${world.a.path}/retention`;

/** A closed case of this age with a comment and a file. */
async function oldCase(days: number, title = 'Old'): Promise<{ id: string; path: string }> {
  const { a } = world;
  const made = await makeCase(a.as('member'), a, { title });
  await filerOf(world, 'member').upload(made.path, { name: 'log.txt', content: Buffer.from('A line.') });
  const text = { anchor: { kind: 'case' }, text: 'Said', mentionIds: [] };
  assertStatus(await a.as('member').post(`${made.path}/comments`, text), 201);
  await sql(
    `update app.cases set phase = 'closed', updated_at = now() - make_interval(days => $2) where id = $1`,
    [made.id, days],
  );
  return made;
}

async function set(rules: Json[]): Promise<void> {
  const { total } = (await owner().post(`${path()}/what-if`, { rules })).body;
  assertStatus(await owner().put(path(), { rules, previewed: total }), 200);
  await sql(`update app.retention_rules set changed_at = now() - interval '2 days'`);
}
const stillThere = async (id: string) =>
  (await sql('select 1 from app.cases where id = $1', [id])).length === 1;

test('Admins and Owners alone see and set it', async () => {
  const { a } = world;
  assertStatus(await a.as('admin').get(path()), 200);
  for (const role of ['manager', 'member'] as const) {
    assertStatus(await a.as(role).get(path()), 403);
    assertStatus(await a.as(role).put(path(), { rules: [], previewed: 0 }), 403);
  }
});

test('a preview counts by class and type, and changes nothing', async () => {
  const made = await oldCase(400);
  const [row] = await sql('select case_type from app.cases where id = $1', [made.id]);
  const rules = [
    { class: 'cases', caseType: null, days: 365 },
    { class: 'files', caseType: null, days: 30 },
    { class: 'comments', caseType: row.case_type, days: 500 },
  ];
  const { body } = await owner().post(`${path()}/what-if`, { rules });
  const of = (name: string) => body.items.find((item: Json) => item.class === name);
  assert.deepEqual([of('cases').count, of('files').count, of('comments'), body.total], [1, 1, undefined, 2]);
  assert.ok(of('files').bytes > 0 && of('cases').caseType === row.case_type);
  assert.ok(await stillThere(made.id));
  assert.deepEqual((await owner().get(path())).body.rules, []);
  await sql('delete from app.cases where id = $1', [made.id]);
});

test('rules are set by whoever has seen what goes, once a class and type', async () => {
  const made = await oldCase(100);
  const rules = [{ class: 'cases', caseType: null, days: 50 }];
  const blind = await owner().put(path(), { rules, previewed: 0 });
  assertStatus(blind, 409);
  assert.equal(blind.body.details.total, 1);
  assertStatus(await owner().put(path(), { rules: [...rules, ...rules], previewed: 1 }), 422);
  assertStatus(await owner().put(path(), { rules, previewed: 1 }), 200);
  await night();
  assert.ok(await stillThere(made.id), 'a rule of today deletes nothing yet');
  await sql('delete from app.cases where id = $1', [made.id]);
});

test('what is past its time goes at night: comments, files with their bytes, cases; the youngest stays', async () => {
  const old = await oldCase(100);
  const young = await oldCase(20);
  await set([
    { class: 'cases', caseType: null, days: 90 },
    { class: 'files', caseType: null, days: 10 },
    { class: 'comments', caseType: null, days: 10 },
  ]);
  await night();
  await sweepEvidence(world.test.app.services);
  assert.ok(!(await stillThere(old.id)));
  assert.ok(await stillThere(young.id));
  assert.deepEqual((await owner().get(`${young.path}/comments`)).body?.items ?? [], []);
  const left = await sql('select 1 from app.evidence where case_id = $1 and deleted_at is null', [young.id]);
  assert.equal(left.length, 0);
  const words = await sql(`select 1 from app.search_docs where case_id = $1 and source_kind <> 'case'`, [
    young.id,
  ]);
  assert.equal(words.length, 0);
  assert.deepEqual(await Array.fromAsync(world.test.app.services.blobs.list(world.a.workspaceId)), []);
  const noted = await sql(
    `select distinct action from app.audit_entries where action like 'retention.%-deleted' order by 1`,
  );
  assert.deepEqual(
    noted.map(({ action }) => action),
    ['retention.case-deleted', 'retention.comment-deleted', 'retention.file-deleted'],
  );
});

test('the rule of a type wins over the one for all, both ways', async () => {
  const made = await oldCase(100);
  const [row] = await sql('select case_type from app.cases where id = $1', [made.id]);
  await set([
    { class: 'cases', caseType: null, days: 50 },
    { class: 'cases', caseType: row.case_type, days: 1_000 },
  ]);
  await night();
  assert.ok(await stillThere(made.id));
  await set([
    { class: 'cases', caseType: null, days: 1_000 },
    { class: 'cases', caseType: row.case_type, days: 50 },
  ]);
  await night();
  assert.ok(!(await stillThere(made.id)));
});

test('a legal hold wins over retention until it is lifted; who set it and why stands in the timeline', async () => {
  const { a } = world;
  const made = await oldCase(100, 'Disputed');
  assertStatus(await a.as('manager').put(`${made.path}/legal-hold`, { reason: 'A dispute' }), 403);
  assertStatus(await a.as('admin').put(`${made.path}/legal-hold`, { reason: 'A dispute' }), 200);
  assertStatus(await a.as('admin').put(`${made.path}/legal-hold`, { reason: 'Again' }), 409);
  assert.equal((await owner().get(made.path)).body.legalHold, true);
  const timeline = await owner().post(`${made.path}/activity/query`, {});
  const noted = timeline.body.items.find(({ kind }: Json) => kind === 'hold-placed');
  assert.equal(noted.text, 'A dispute');
  const age = () =>
    sql(`update app.cases set updated_at = now() - interval '100 days' where id = $1`, [made.id]);
  await age();
  const rules = ['cases', 'files', 'comments'].map((name) => ({ class: name, caseType: null, days: 50 }));
  const { items, total } = (await owner().post(`${path()}/what-if`, { rules })).body;
  assert.deepEqual([total, items.map(({ held }: Json) => held)], [0, [1, 1, 1]]);
  await set(rules);
  await night();
  assert.ok(await stillThere(made.id));
  assert.equal((await owner().get(path())).body.holds, 1);
  assertStatus(await owner().post(`${made.path}/legal-hold/lifting`, { reason: 'Settled' }), 200);
  await age();
  await night();
  assert.ok(!(await stillThere(made.id)));
});

/** A contact that was last changed so many days ago. */
async function oldContact(days: number, state: 'active' | 'archived'): Promise<string> {
  const { a } = world;
  const contacts = `${a.path}/contacts`;
  const made = await a.as('member').post(contacts, { source: 'event', name: 'Ada King', emails: [] });
  assertStatus(made, 201);
  const { id } = made.body;
  const consent = { purpose: 'newsletter', decision: 'given', how: 'At the fair.' };
  assertStatus(await a.as('member').post(`${contacts}/${id}/consents`, consent), 201);
  if (state === 'archived')
    assertStatus(await a.as('member').put(`${contacts}/${id}/state`, { state }, { 'if-match': '"v1"' }), 200);
  await sql('update app.contacts set changed_at = now() - make_interval(days => $2) where id = $1', [
    id,
    days,
  ]);
  return id;
}

test('archived contacts go by a rule of their own, after their last change; active and younger ones stay', async () => {
  const { a } = world;
  const old = await oldContact(100, 'archived');
  const young = await oldContact(20, 'archived');
  const active = await oldContact(100, 'active');
  const rules = [{ class: 'contacts', caseType: null, days: 90 }];
  const { items, total } = (await owner().post(`${path()}/what-if`, { rules })).body;
  assert.deepEqual(items, [{ class: 'contacts', caseType: null, count: 1, held: 0, bytes: 0 }]);
  assert.equal(total, 1);
  const typed = await owner().put(path(), { rules: [{ ...rules[0], caseType: 'note' }], previewed: 0 });
  assert.deepEqual([typed.status, typed.body.field], [422, 'rules.0.caseType']);
  await set(rules);
  await night();
  const contact = (id: string) => a.as('member').get(`${a.path}/contacts/${id}`);
  assertStatus(await contact(old), 404);
  for (const id of [young, active]) assertStatus(await contact(id), 200);
  const left = await sql(
    `select 1 from app.contact_consents where contact_id = $1
     union all select 1 from app.contact_words where contact_id = $1`,
    [old],
  );
  assert.equal(left.length, 0);
  const noted = await sql(
    `select target_id from app.audit_entries where action = 'retention.contact-deleted'`,
  );
  assert.deepEqual(noted, [{ target_id: old }]);
});

test('a contact that is changed begins anew; keys that are rotated change nothing', async () => {
  const { a } = world;
  const id = await oldContact(100, 'archived');
  await sql(`update app.contacts set sealed_content = sealed_content where id = $1`, [id]);
  await set([{ class: 'contacts', caseType: null, days: 90 }]);
  assert.equal((await owner().post(`${path()}/what-if`, { rules: await ruled() })).body.total, 1);
  for (const state of ['active', 'archived'])
    assertStatus(await a.as('member').put(`${a.path}/contacts/${id}/state`, { state }), 200);
  await night();
  assertStatus(await a.as('member').get(`${a.path}/contacts/${id}`), 200);
});

const ruled = async () =>
  (await owner().get(path())).body.rules.map(({ countsFrom: _, ...rule }: Json) => rule);
