import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expireImports } from '#server/features/case-imports/case-import.store.ts';
import { sweepImports } from '#server/features/case-imports/import-jobs.ts';
import { goOnWithImport } from '#server/features/case-imports/run-import.ts';
import type { Services } from '#server/security/services.ts';
import { withClient } from '#tests/support/admin.ts';
import { importerOf } from '#tests/support/case-imports.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

const ROWS = 24;
const FILE = `t,b\n${Array.from({ length: ROWS }, (_, n) => (n % 6 === 5 ? ',no title' : `Row ${n},Text`)).join('\n')}\n`;
const GOOD = 20;

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

const sql = (text: string, values: unknown[] = []) =>
  withClient(world.test.database.adminUrl, async (admin) => (await admin.query(text, values)).rows);

/** Services that do something before their n-th transaction, each being one packet to the database. */
function at(n: number, doing: () => Promise<void>): Services {
  const { services } = world.test.app;
  let left = n;
  const retrying: Services['keys']['retrying'] = async (...given) => {
    left -= 1;
    if (left === 0) await doing();
    return services.keys.retrying(...given);
  };
  return Object.assign(Object.create(services), {
    keys: Object.assign(Object.create(services.keys), { retrying }),
  });
}
const cutAt = (n: number) =>
  at(n, async () => {
    throw new Error('the power was cut');
  });

async function queued() {
  const path = await importerOf(world).ready(FILE);
  const importId = path.split('/').at(-1) ?? '';
  await sql(`update app.case_imports set state = 'queued' where id = $1`, [importId]);
  return { path, job: { workspaceId: world.a.workspaceId, importId } };
}
/** As if the run that had it were silent for longer than a minute. */
const silent = (id: string) =>
  sql(`update app.case_imports set beat_at = now() - interval '2 minutes' where id = $1`, [id]);
const countsOf = async (id: string) =>
  (
    await sql(
      `select i.state, i.made, i.refused, count(distinct r.case_id)::int as cases, count(*)::int as rows,
        (select count(*)::int from app.audit_entries e where e.action = 'case.created' and e.detail ->> 'import' = $1) as entries
       from app.case_imports i join app.case_import_rows r on r.import_id = i.id where i.id::text = $1
       group by i.state, i.made, i.refused`,
      [id],
    )
  )[0];
const ALL = { state: 'done', made: GOOD, refused: 4, cases: GOOD, rows: ROWS, entries: GOOD };

test('cut at any moment, an import goes on where it stood: no row twice, none lost', async () => {
  const { job } = await queued();
  const before = await sql('select count(*)::int as n from app.cases');
  for (const n of [2, 4, 5, 9, 3, 7]) {
    await assert.rejects(goOnWithImport(cutAt(n), job), /power/);
    const stood = await countsOf(job.importId);
    // While it is not known to be dead, nobody takes it over.
    await goOnWithImport(world.test.app.services, job);
    assert.deepEqual(await countsOf(job.importId), stood);
    await silent(job.importId);
  }
  await goOnWithImport(world.test.app.services, job);
  assert.deepEqual(await countsOf(job.importId), ALL);
  const now = await sql('select count(*)::int as n from app.cases');
  assert.equal(now[0].n - before[0].n, GOOD);
});

test('control: where a run forgets what it has noted, rows come twice, and that is seen', async () => {
  const { job } = await queued();
  await assert.rejects(goOnWithImport(cutAt(9), job), /power/);
  const before = (await countsOf(job.importId)).entries;
  assert.ok(before > 0);
  await silent(job.importId);
  await sql('update app.case_imports set row_done = 0 where id = $1', [job.importId]);
  // The note of each row is unique beside: the row is not made again even so.
  await assert.rejects(goOnWithImport(world.test.app.services, job), /case_import_rows_pkey/);
  await silent(job.importId);
  await sql('update app.case_imports set row_done = 0 where id = $1', [job.importId]);
  await sql('delete from app.case_import_rows where import_id = $1', [job.importId]);
  await goOnWithImport(world.test.app.services, job);
  assert.equal((await countsOf(job.importId)).entries, GOOD + before);
});

test('two runs at once make each row once', async () => {
  const { job } = await queued();
  const { services } = world.test.app;
  await Promise.all([goOnWithImport(services, job), goOnWithImport(services, job)]);
  assert.deepEqual(await countsOf(job.importId), ALL);
});

test('an import that a stopped server left is found by the sweep and done', async () => {
  const { job, path } = await queued();
  await assert.rejects(goOnWithImport(cutAt(8), job), /power/);
  await silent(job.importId);
  await sweepImports(world.test.app.services);
  assert.equal((await importerOf(world).through(path)).state, 'done');
  assert.deepEqual(await countsOf(job.importId), ALL);
});

test('cancelled on its way it stops, and what it made can be taken back', async () => {
  const { job, path } = await queued();
  const cancel = async () => assertStatus(await world.a.as('manager').delete(`${path}/run`), 204);
  await goOnWithImport(at(9, cancel), job);
  const { state, made, cases } = await countsOf(job.importId);
  assert.equal(state, 'cancelled');
  assert.ok(made > 0 && made < GOOD && cases === made);
  const undone = await importerOf(world).undo(path);
  assert.deepEqual([undone.state, undone.undone, undone.left], ['undone', made, 0]);
  const left = await sql('select 1 from app.case_import_rows where import_id = $1 and case_id is not null', [
    job.importId,
  ]);
  assert.deepEqual(left, []);
});

test('taking back is gone on with where it stood, too', async () => {
  const { job, path } = await queued();
  await goOnWithImport(world.test.app.services, job);
  await sql(`update app.case_imports set state = 'undoing', row_done = 0 where id = $1`, [job.importId]);
  for (const n of [4, 7]) {
    await assert.rejects(goOnWithImport(cutAt(n), job), /power/);
    await silent(job.importId);
  }
  await goOnWithImport(world.test.app.services, job);
  const { body } = await world.a.as('manager').get(path);
  assert.deepEqual([body.state, body.undone, body.left], ['undone', GOOD, 0]);
});

test('whoever is no longer a manager, or gone, makes no further case', async () => {
  const { manager } = world.a.people;
  const put = (change: string) =>
    sql(`update app.memberships set ${change} where user_id = $1`, [manager.userId]);
  for (const [lost, back] of [
    [`role = 'member'`, `role = 'manager'`],
    [`state = 'suspended'`, `state = 'active'`],
  ] as const) {
    const { job } = await queued();
    await goOnWithImport(
      at(9, async () => void (await put(lost))),
      job,
    );
    await put(back);
    const { state, made, cases, entries } = await countsOf(job.importId);
    assert.equal(state, 'stopped');
    assert.ok(made > 0 && made < GOOD && cases === made && entries === made);
  }
});

test('after seven days the file and its rows are gone, and the line stays', async () => {
  const { job, path } = await queued();
  await goOnWithImport(world.test.app.services, job);
  await sql(`update app.case_imports set asked_at = now() - interval '8 days' where id = $1`, [job.importId]);
  await expireImports(world.test.app.services.db);
  for (const table of ['case_import_parts', 'case_import_rows'])
    assert.deepEqual(await sql(`select 1 from app.${table} where import_id = $1`, [job.importId]), []);
  const manager = world.a.as('manager');
  assertStatus(await manager.get(path), 200);
  assertStatus(await manager.get(`${path}/refused`), 410);
  assertStatus(await manager.post(`${path}/undoing`), 410);
});
