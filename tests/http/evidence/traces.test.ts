import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { ifMatch, type MadeCase, makeCase } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { type Filer, filerOf } from '#tests/support/evidence.ts';
import { EICAR } from '#tests/support/files/malware.ts';
import { pdf } from '#tests/support/files/pdf.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let filer: Filer;
let made: MadeCase;
before(async () => {
  world = await startTestWorld();
  filer = filerOf(world, 'member');
  made = await makeCase(world.a.as('member'), world.a);
});
after(() => world.close());

async function found(text: string): Promise<string[]> {
  const reply = await world.a.as('reviewer').post(`${world.a.path}/search`, { text });
  assertStatus(reply, 200);
  return reply.body.items.map((item: { case: { id: string } }) => item.case.id);
}

async function audited(evidenceId: string): Promise<string[]> {
  return withClient(world.test.database.adminUrl, async (client) => {
    const sql = 'select action from app.audit_entries where target_id = $1 order by at, action';
    return (await client.query(sql, [evidenceId])).rows.map(({ action }) => action);
  });
}

async function timeline(): Promise<string[]> {
  const reply = await world.a.as('member').post(`${made.path}/activity/query`, {});
  assertStatus(reply, 200);
  return reply.body.items.map((item: { kind: string }) => item.kind);
}

test('a case is found by the words inside its files, until they are deleted', async () => {
  const content = pdf(['Cavitation on the impeller']);
  const { id } = await filer.upload(made.path, { name: 'inspection.pdf', content, caption: 'Borescope' });
  for (const words of ['cavitation', 'impel', 'inspection', 'borescope'])
    assert.deepEqual(await found(words), [made.id]);
  const path = `${world.a.path}/evidence/${id}`;
  const { body } = await world.a.as('member').get(`${path}/versions`);
  const patch = { caption: 'Endoscope' };
  assertStatus(await world.a.as('member').patch(path, patch, ifMatch(body.items[0].version)), 200);
  assert.deepEqual([await found('borescope'), await found('endoscope')], [[], [made.id]]);
  assert.deepEqual(await found('cavitation'), [made.id]);
  assertStatus(await world.a.as('member').delete(path), 204);
  assert.deepEqual(await found('cavitation'), []);
});

test('the words of a refused file are not found', async () => {
  const content = Buffer.concat([Buffer.from('turbocharger '), EICAR]);
  assert.equal((await filer.upload(made.path, { name: 'turbocharger.txt', content })).state, 'refused');
  assert.deepEqual(await found('turbocharger'), []);
});

test('every step and every read of a file is in the audit log', async () => {
  const { id } = await filer.upload(made.path, { name: 'a.txt', content: Buffer.from('x') });
  await filer.open(id);
  await filer.open(id, 'preview');
  assertStatus(await world.a.as('member').delete(`${world.a.path}/evidence/${id}`), 204);
  assert.deepEqual((await audited(id)).sort(), [
    'evidence.cleared',
    'evidence.deleted',
    'evidence.download',
    'evidence.preview',
    'evidence.upload-started',
    'evidence.uploaded',
  ]);
  const refused = await filer.upload(made.path, { name: 'b.txt', content: EICAR });
  assert.ok((await audited(refused.id)).includes('evidence.refused'));
});

test('the timeline says that a file came and went', async () => {
  const before = await timeline();
  const { id } = await filer.upload(made.path, { name: 'a.txt', content: Buffer.from('x') });
  assertStatus(await world.a.as('member').delete(`${world.a.path}/evidence/${id}`), 204);
  assert.deepEqual((await timeline()).slice(0, 2), ['evidence-removed', 'evidence-added']);
  assert.equal((await timeline()).length, before.length + 2);
});

test('under a legal hold, and while the case is locked, nothing is added or deleted', async () => {
  const { id } = await filer.upload(made.path, { name: 'kept.txt', content: Buffer.from('x') });
  const set = (sql: string) =>
    withClient(world.test.database.adminUrl, (client) => client.query(sql, [made.id]));
  await set('update app.cases set legal_hold = true where id = $1');
  assertStatus(await world.a.as('owner').delete(`${world.a.path}/evidence/${id}`), 423);
  await set(`update app.cases set legal_hold = false, state = 'in-review', phase = 'review' where id = $1`);
  assertStatus(await world.a.as('owner').delete(`${world.a.path}/evidence/${id}`), 423);
  assertStatus(await filer.start(made.path, { name: 'a.txt', content: Buffer.from('x') }), 423);
  await set(`update app.cases set state = 'draft', phase = 'draft' where id = $1`);
  assertStatus(await world.a.as('owner').delete(`${world.a.path}/evidence/${id}`), 204);
});
