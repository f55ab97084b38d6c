import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { importerOf, PLAN, sendPiece } from '#tests/support/case-imports.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
  const { a } = world;
  assertStatus(await a.as('owner').post(`${a.path}/tags`, { label: 'Pumps', color: 'blue' }), 201);
});
after(() => world.close());

const sql = (text: string, values: unknown[] = []) =>
  withClient(world.test.database.adminUrl, async (admin) => (await admin.query(text, values)).rows);
const casesOf = async (path: string): Promise<Json[]> => {
  const id = path.split('/').at(-1);
  const rows = await sql(
    'select case_id from app.case_import_rows where import_id = $1 order by row_number',
    [id],
  );
  const { a } = world;
  const ids = rows.flatMap(({ case_id }) => (case_id === null ? [] : [case_id]));
  return Promise.all(ids.map(async (one) => (await a.as('owner').get(`${a.path}/cases/${one}`)).body));
};
const lastEntries = (path: string) =>
  sql(
    `select e.action, e.actor_kind, e.actor_id from app.audit_entries e
     where e.target_id::text = $1 or e.detail ->> 'import' = $1 order by e.at, e.id`,
    [path.split('/').at(-1)],
  );

const FILE = [
  'Subject,Description,Status,Priority,Labels,Category,Assignee,Deadline,Opened',
  '"Pump, stopped","It stopped.\r\nAt noon.",Draft,high,pumps,,MEMBER,2027-01-31,2019-05-04',
  'Belt torn,Torn,,,,,,,',
].join('\r\n');
const COLUMNS = [
  'title',
  'body',
  'state',
  'severity',
  'tags',
  'category',
  'owner',
  'due',
  'created',
] as const;

test('a file becomes cases: sent, understood, checked, run', async () => {
  const { a } = world;
  const importer = importerOf(world);
  const path = await importer.send(FILE.replace('MEMBER', a.people.member.email.toUpperCase()));
  const opened = await a.as('manager').post(`${path}/columns/query`, {});
  assertStatus(opened, 200);
  assert.deepEqual(opened.body.plan.columns, COLUMNS);
  assert.equal(opened.body.columns[0].samples[0], 'Pump, stopped');
  await importer.plan(path, { columns: [...COLUMNS] });
  const check = await importer.check(path);
  assert.deepEqual([check.rows, check.good, check.refused], [2, 2, 0]);
  assert.equal(check.preview[0].severity, 'high');
  const done = await importer.run(path);
  assert.deepEqual([done.state, done.rows, done.made, done.refused], ['done', 2, 2, 0]);
  const [pump, belt] = await casesOf(path);
  assert.equal(pump?.title, 'Pump, stopped');
  assert.equal(pump?.body, 'It stopped.\r\nAt noon.\n\n_First recorded on 2019-05-04._');
  assert.deepEqual(
    [pump?.severity, pump?.dueAt, pump?.owner.id, pump?.createdBy.id],
    ['high', '2027-01-31T12:00:00Z', a.people.member.userId, a.people.manager.userId],
  );
  assert.equal(pump?.tagIds.length, 1);
  assert.equal(belt?.owner.id, a.people.manager.userId);
  const found = await a.as('manager').post(`${a.path}/search`, { text: 'torn' });
  assertStatus(found, 200);
  assert.equal(found.body.items.length, 1);
});

test('each case and the import are in the audit log, by the person, and content is in none of its columns', async () => {
  const { a } = world;
  const importer = importerOf(world);
  const path = await importer.ready('t,b\nSecretus maximus,There\n');
  await importer.run(path);
  const entries = await lastEntries(path);
  const made = entries.filter(({ action }) => action === 'case.created');
  assert.deepEqual(
    made.map(({ actor_kind, actor_id }) => [actor_kind, actor_id]),
    [['user', a.people.manager.userId]],
  );
  for (const action of ['case-import.begun', 'case-import.asked', 'case-import.done'])
    assert.equal(entries.filter((entry) => entry.action === action).length, 1, action);
  for (const table of ['case_imports', 'case_import_parts', 'case_import_rows', 'cases'])
    for (const row of await sql(`select to_jsonb(t)::text as text from app.${table} t`))
      assert.doesNotMatch(row.text, /Secretus|cases\.csv/);
});

test('what is wrong is said by row and column, and handed back with the reason, formulas inert', async () => {
  const importer = importerOf(world);
  const file = [
    'Title,Body,Severity,Owner,Due',
    '=cmd(),One,severe,,',
    'Fine,Two,low,,',
    ',Three,,nobody@x.example,1.2.2027',
    '"open,',
  ];
  const columns = ['title', 'body', 'severity', 'owner', 'due'] as const;
  const path = await importer.ready(file.join('\n'), { columns: [...columns] });
  const check = await importer.check(path);
  const faults = check.faults.map(({ row, target, problem }: Json) => [row, target, problem]);
  assert.deepEqual(faults, [
    [2, 'severity', 'unknown-severity'],
    [4, 'title', 'no-title'],
    [4, 'owner', 'unknown-owner'],
    [4, 'due', 'bad-date'],
    [5, null, 'quote-not-closed'],
  ]);
  const before = await importer.refused(path);
  const done = await importer.run(path);
  assert.deepEqual([done.made, done.refused], [1, 3]);
  assert.equal(await importer.refused(path), before);
  const [head, first, ...rest] = before.replace('\ufeff', '').trim().split('\r\n');
  assert.equal(head, 'Title,Body,Severity,Owner,Due,Row,Reason');
  assert.equal(first, `'=cmd(),One,severe,,,2,"Severity: it is low, medium, high or critical."`);
  assert.equal(rest.length, 2);
});

test('states are reached by the steps of the type that the person may take, and no other way', async () => {
  const importer = importerOf(world);
  const columns = ['title', 'body', 'type', 'state'] as const;
  const file =
    'T,B,Ty,S\nOne,Text,,in_review\nTwo,Text,,published\nThree,Text,nothing,\nFour,Text,,nowhere\n';
  const path = await importer.ready(file, { columns: [...columns] });
  const { faults } = await importer.check(path);
  assert.deepEqual(
    faults.map(({ problem }: Json) => problem),
    ['no-way-to-state', 'no-way-to-state', 'unknown-type', 'unknown-state'],
  );
  const done = await importer.run(path);
  assert.deepEqual([done.made, done.refused], [0, 4]);
});

test('undone, what nobody has worked on is gone, and the rest stays', async () => {
  const { a } = world;
  const importer = importerOf(world);
  const rows = ['Untouched', 'Edited', 'Talked of', 'Held'];
  const path = await importer.ready(`t,b\n${rows.map((title) => `${title},Text`).join('\n')}\n`);
  await importer.run(path);
  const made = new Map((await casesOf(path)).map((one) => [one.title, `${a.path}/cases/${one.id}`]));
  const pathOf = (title: string) => made.get(title) ?? '';
  const manager = a.as('manager');
  assertStatus(await manager.patch(pathOf('Edited'), { summary: 'Mine' }, { 'if-match': '"v1"' }), 200);
  const comment = { anchor: { kind: 'case' }, text: 'Well', mentionIds: [] };
  assertStatus(await manager.post(`${pathOf('Talked of')}/comments`, comment), 201);
  assertStatus(await a.as('owner').put(`${pathOf('Held')}/legal-hold`, { reason: 'Court' }), 200);
  const undone = await importer.undo(path);
  assert.deepEqual([undone.state, undone.undone, undone.left], ['undone', 1, 3]);
  assertStatus(await a.as('owner').get(pathOf('Untouched')), 404);
  for (const title of rows.slice(1)) assertStatus(await a.as('owner').get(pathOf(title)), 200);
  assertStatus(await manager.post(`${path}/undoing`), 409);
});

test('an import is its maker’s alone, and of managers at least', async () => {
  const { a, b } = world;
  const path = await importerOf(world).ready('t,b\nMine,Text\n');
  for (const [place, role] of [
    [a, 'owner'],
    [a, 'admin'],
    [b, 'owner'],
  ] as const) {
    for (const url of [path, `${path}/refused`]) assertStatus(await place.as(role).get(url), 404);
    assertStatus(await place.as(role).put(`${path}/plan`, PLAN), 404);
    for (const url of ['check', 'run', 'undoing'])
      assertStatus(await place.as(role).post(`${path}/${url}`), 404);
    assertStatus(await place.as(role).post(`${path}/columns/query`, {}), 404);
    for (const url of [`${path}/run`, path]) assertStatus(await place.as(role).delete(url), 404);
  }
  for (const role of ['reviewer', 'member', 'viewer'] as const)
    assertStatus(await a.as(role).post(`${a.path}/case-imports`, { name: 'x.csv', size: 4 }), 403);
  assert.equal((await a.as('owner').get(`${a.path}/case-imports`)).body.items.length, 0);
});

test('pieces come in order and whole, a file too large not at all, and nothing runs unchecked', async () => {
  const { a } = world;
  const manager = a.as('manager');
  const base = `${a.path}/case-imports`;
  assertStatus(await manager.post(base, { name: 'x.csv', size: 33 * 1024 * 1024 }), 413);
  const { body } = await manager.post(base, { name: 'x.csv', size: 8 });
  const path = `${base}/${body.id}`;
  const { manager: person } = a.people;
  assert.equal((await sendPiece(world, person, path, 4, Buffer.from('t,b\nx,y\n'))).status, 409);
  assert.equal((await sendPiece(world, person, path, 0, Buffer.from('t,b'))).status, 400);
  assertStatus(await manager.put(`${path}/plan`, PLAN), 409);
  assert.equal((await sendPiece(world, person, path, 0, Buffer.from('t,b\nx,y\n'))).status, 200);
  assert.equal((await sendPiece(world, person, path, 0, Buffer.from('t,b\nx,y\n'))).status, 409);
  assertStatus(await manager.post(`${path}/check`), 409);
  assertStatus(await manager.put(`${path}/plan`, { ...PLAN, columns: ['body', null] }), 422);
  assertStatus(await manager.put(`${path}/plan`, { ...PLAN, columns: ['title', 'title'] }), 422);
  assertStatus(await manager.put(`${path}/plan`, PLAN), 200);
  assertStatus(await manager.post(`${path}/run`), 409);
  assertStatus(await manager.post(`${path}/check`), 200);
  assertStatus(await manager.put(`${path}/plan`, PLAN), 200);
  assertStatus(await manager.post(`${path}/run`), 409);
  assertStatus(await manager.delete(path), 204);
  assertStatus(await manager.get(path), 404);
});
