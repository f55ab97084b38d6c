import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { makeProbeWorlds, purgeProbeWorlds } from '#server/features/probe-worlds/index.ts';
import { type DrillReport, drill } from '#server/operator/backup/drill.ts';
import { makeBackup } from '#server/operator/backup/make-backup.ts';
import { pathsOf } from '#server/operator/backup/manifest.ts';
import type { TakenBackup } from '#server/operator/backup/take-backup.ts';
import { defaultMigrations } from '#server/operator/migration-files.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { filerOf } from '#tests/support/evidence.ts';
import { type Stage, setStage, withBare } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await setStage();
  const { world } = stage;
  const made = await makeCase(world.a.as('member'), world.a);
  const file = { name: 'log.txt', content: Buffer.from('It stopped. '.repeat(20_000)) };
  await filerOf(world, 'member').upload(made.path, file);
});
after(() => stage.close());

function rehearse(taken: TakenBackup, folder?: string): Promise<DrillReport> {
  const { archive, config } = stage;
  return drill(taken, { archive, config, withScratch: withBare, ...(folder !== undefined && { folder }) });
}

test('the backup just made is restored, brought forward and verified', async () => {
  const taken = await makeBackup(stage.context);
  const report = await rehearse(taken);
  assert.equal(report.failure, undefined);
  assert.equal(report.outcome, 'passed');
  assert.equal(report.rows, taken.counts.total);
  assert.equal(report.files, 1);
  assert.ok(report.records > 20, `${report.records} records`);
  assert.ok(report.auditEntries > 0);
});

test('what a purged workspace left behind, whose keys are gone, fails no drill', async () => {
  const { services } = stage.world.test.app;
  const { id } = await makeProbeWorlds(services);
  assert.equal(await purgeProbeWorlds(services, id), true);
  const { failure, outcome } = await rehearse(await makeBackup(stage.context));
  assert.equal(failure, undefined);
  assert.equal(outcome, 'passed');
});

test('control: the keys of a workspace that is there are missed', async () => {
  const { world } = stage;
  const lost = await makeProbeWorlds(world.test.app.services);
  await withClient(world.test.database.adminUrl, (admin) =>
    admin.query('delete from app.workspace_keys where workspace_id = $1', [lost.a.workspaceId]),
  );
  const { failure } = await rehearse(await makeBackup(stage.context));
  assert.match(failure ?? '', /Sealed values do NOT open: app\./);
  await purgeProbeWorlds(world.test.app.services, lost.id);
});

test('control: a changed byte in the archive fails it, in the rows or in a file', async () => {
  const taken = await makeBackup(stage.context);
  const { database } = pathsOf(taken.manifest.id);
  const file = await fileInArchive();
  for (const name of [database, file]) {
    const path = join(stage.folder, name);
    const bytes = await readFile(path);
    const changed = Buffer.from(bytes);
    changed[bytes.length >> 1] = (changed[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(path, changed);
    const { outcome, failure } = await rehearse(taken);
    assert.equal(outcome, 'failed', name);
    assert.match(failure ?? '', /cannot be opened|not the one its manifest names/);
    if (name === file) assert.ok(failure?.includes(file), 'it says which');
    await writeFile(path, bytes);
  }
  assert.equal((await rehearse(taken)).outcome, 'passed');
});

test('control: a migration of the new version that does not run on the data fails it', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'caseward-migrations-'));
  context.after(() => rm(folder, { recursive: true }));
  await cp(defaultMigrations, folder, { recursive: true });
  // Fine on an empty schema, not on the rows there are.
  await writeFile(
    join(folder, '9999_new.sql'),
    `alter table app.cases add constraint twin check (number > 1000);`,
  );
  const taken = await makeBackup(stage.context);
  const { outcome, failure } = await rehearse(taken, folder);
  assert.equal(outcome, 'failed');
  assert.match(failure ?? '', /9999_new\.sql failed and was undone/);
});

async function fileInArchive(): Promise<string> {
  for await (const { name } of stage.archive.list('files/')) return name;
  throw new Error('there is no file');
}
