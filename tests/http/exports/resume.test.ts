import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expireExports } from '#server/features/exports/export.store.ts';
import { sweepExports } from '#server/features/exports/export-jobs.ts';
import { runExport } from '#server/features/exports/run-export.ts';
import type { BlobKey } from '#server/platform/blobs/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { filerOf } from '#tests/support/evidence.ts';
import { exportDone, exportWorkspace, fetchArchive, openZip } from '#tests/support/exports.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
  const { a } = world;
  const made = await makeCase(a.as('member'), a, { title: 'Pump' });
  await filerOf(world, 'member').upload(made.path, { name: 'a.txt', content: Buffer.from('one') });
});
after(() => world.close());

const sql = (text: string, values: unknown[] = []) =>
  withClient(world.test.database.adminUrl, (admin) => admin.query(text, values));

/** A store whose power is cut at the n-th file, in the middle of it. */
function cutAt(n: number) {
  const { services } = world.test.app;
  let left = n;
  const put: typeof services.blobs.put = async (key: BlobKey, content) => {
    left -= 1;
    if (left > 0) return services.blobs.put(key, content);
    for await (const _ of content) break;
    throw new Error('the power was cut');
  };
  const blobs = Object.assign(Object.create(services.blobs), { put });
  return { ...services, blobs };
}

async function queued(): Promise<{ workspaceId: string; exportId: string }> {
  const { workspaceId, people } = world.a;
  const exportId = crypto.randomUUID();
  await sql('insert into app.exports (workspace_id, id, requested_by) values ($1, $2, $3)', [
    workspaceId,
    exportId,
    people.owner.userId,
  ]);
  return { workspaceId, exportId };
}

/** As if the run that had it were silent for longer than a minute. */
const silent = (id: string) =>
  sql(`update app.exports set beat_at = now() - interval '2 minutes' where id = $1`, [id]);

const contentOf = (archive: ReadonlyMap<string, Buffer>) =>
  [...archive]
    .filter(([name]) => !/audit-log|manifest|exports-/.test(name))
    .map(([name, bytes]) => [name, String(bytes)]);

test('cut at any file, an export goes on where it stood and ends the same', async () => {
  const job = await queued();
  for (const n of [1, 3, 1, 9]) {
    await assert.rejects(runExport(cutAt(n), job), /power/);
    // While it is not known to be dead, nobody takes it over.
    const { rows: before } = await sql('select run_id, files from app.exports where id = $1', [job.exportId]);
    await runExport(world.test.app.services, job);
    const { rows: after } = await sql('select run_id, files from app.exports where id = $1', [job.exportId]);
    assert.deepEqual(after, before);
    await silent(job.exportId);
  }
  const { rows } = await sql('select files from app.exports where id = $1', [job.exportId]);
  assert.ok(rows[0].files >= 10, 'what was whole is not made again');
  await runExport(world.test.app.services, job);
  const done = await exportDone(world.a, job.exportId);
  assert.equal(done.state, 'done');
  const cut = await openZip(Buffer.from(await (await fetchArchive(world, world.a, done.id)).arrayBuffer()));
  const whole = await exportWorkspace(world.a);
  const other = await openZip(
    Buffer.from(await (await fetchArchive(world, world.a, whole.id)).arrayBuffer()),
  );
  assert.deepEqual(contentOf(cut), contentOf(other));
});

test('an export that a stopped server left is found by the sweep and done', async () => {
  const job = await queued();
  await assert.rejects(runExport(cutAt(2), job), /power/);
  await silent(job.exportId);
  await sweepExports(world.test.app.services);
  assert.equal((await exportDone(world.a, job.exportId)).state, 'done');
});

test('two runs at once do not mix: the one that lost the export leaves it', async () => {
  const job = await queued();
  await Promise.all([runExport(world.test.app.services, job), runExport(world.test.app.services, job)]);
  const { rows } = await sql(
    'select count(*)::int as n, max(number) as last from app.export_files where export_id = $1',
    [job.exportId],
  );
  assert.equal(rows[0].n, rows[0].last);
});

test('while one is under way, another is refused; after a day its bytes are swept', async () => {
  const job = await queued();
  assertStatus(await world.a.as('owner').post(`${world.a.path}/exports`), 409);
  await runExport(world.test.app.services, job);
  await sql(`update app.exports set done_at = now() - interval '25 hours' where id = $1`, [job.exportId]);
  assert.equal((await fetchArchive(world, world.a, job.exportId)).status, 410);
  await expireExports(world.test.app.services.db);
  const { rows } = await sql(
    'select state, (select count(*)::int from app.export_files f where f.export_id = x.id) as files from app.exports x where id = $1',
    [job.exportId],
  );
  assert.deepEqual(rows, [{ state: 'expired', files: 0 }]);
});
