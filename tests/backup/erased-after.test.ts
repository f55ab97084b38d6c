import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { purgeDue } from '#server/features/erasure/purge.ts';
import { keepErasures, keptErasures } from '#server/operator/backup/kept-erasures.ts';
import { loadManifest } from '#server/operator/backup/list-backups.ts';
import { makeBackup } from '#server/operator/backup/make-backup.ts';
import { databaseLabel, restoreDatabase } from '#server/operator/backup/restore.ts';
import { unfinishedRestore } from '#server/operator/backup/unfinished-restore.ts';
import { ensureSchema } from '#server/operator/schema.ts';
import { type BareDatabase, makeBareDatabase } from '#tests/start/bare-database.ts';
import { onDatabase, withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { filerOf } from '#tests/support/evidence.ts';
import { caseward, type Ran } from './caseward.ts';
import { type Stage, setStage } from './stage.ts';

const MARKER = 'Hippopotomonstrosesquippedaliophobia';
let stage: Stage;
let bare: BareDatabase;
let cut: BareDatabase;
let kitFile = '';
let older = '';

before(async () => {
  stage = await setStage();
  bare = await makeBareDatabase();
  cut = await makeBareDatabase();
  const { world } = stage;
  kitFile = join(stage.folder, 'kit.txt');
  await writeFile(kitFile, stage.page);
  assertStatus(await world.a.as('viewer').patch('/session/user', { name: MARKER }), 200);
  const { b } = world;
  const made = await makeCase(b.as('member'), b, { title: MARKER });
  await filerOf(world, 'member', b).upload(made.path, { name: 'log.txt', content: Buffer.from('A line.') });
  older = (await makeBackup(stage.context)).manifest.id;
  assertStatus(
    await world.a.as('viewer').post('/account/erasure', { confirm: world.a.people.viewer.email }),
    200,
  );
  const { name } = (await b.as('owner').get(b.path)).body;
  assertStatus(await b.as('owner').post(`${b.path}/deletion`, { confirm: name }), 202);
  await withClient(world.test.database.adminUrl, (admin) =>
    admin.query(`update app.workspaces set deletion_at = now() where id = $1`, [b.workspaceId]),
  );
  await purgeDue(world.test.app.services);
});
after(async () => {
  await stage.close();
  await bare.drop();
  await cut.drop();
});

const homeOf = ({ name }: BareDatabase) => join(stage.folder, 'machines', name);

const run = (on: BareDatabase, ...args: string[]): Promise<Ran> =>
  caseward(
    {
      NODE_ENV: 'test',
      DATABASE_URL: on.urls.app,
      DATABASE_OWNER_URL: on.urls.owner,
      DATABASE_SEALER_URL: on.urls.sealer,
      DATABASE_OPERATOR_URL: on.urls.operator,
      CASEWARD_DATA: join(homeOf(on), 'data'),
      CASEWARD_ROOT_KEY_FILE: join(homeOf(on), 'root.keys'),
      CASEWARD_BACKUP_FOLDER: stage.folder,
      CASEWARD_BREACH_URL: 'off',
    },
    ...args,
  );
const admin = (on: BareDatabase, text: string, values: unknown[] = []) =>
  withClient(onDatabase(on.adminUrl, on.name), (client) => client.query(text, values));

test('what is erased after a backup is noted beside it within the hour, signed, and names nobody', async () => {
  const { archive, context, kit, world } = stage;
  assert.deepEqual((await keptErasures(archive, kit.signer)).erasures, []);
  assert.equal(await keepErasures({ ...context, archive }), 2);
  const { erasures, strange } = await keptErasures(archive, kit.signer);
  assert.deepEqual(strange, []);
  assert.deepEqual(
    erasures.map(({ subject_id }) => subject_id).sort(),
    [world.a.people.viewer.userId, world.b.workspaceId].sort(),
  );
  for (const file of await readdir(join(stage.folder, 'erasures'))) {
    const text = await readFile(join(stage.folder, 'erasures', file), 'utf8');
    assert.ok(!text.includes(MARKER) && !text.includes(world.a.people.viewer.email));
  }
});

test('one that is not signed by this deployment erases nobody', async () => {
  const { archive, folder, kit } = stage;
  const [name = ''] = await readdir(join(folder, 'erasures'));
  const path = join(folder, 'erasures', name);
  const was = await readFile(path, 'utf8');
  const { erasure, signature } = JSON.parse(was);
  const other = stage.world.a.people.owner.userId;
  const forged = erasure.replace(/("subject_id":")[^"]+/, `$1${other}`);
  for (const text of [JSON.stringify({ erasure: forged, signature }), was.slice(0, 40), '']) {
    await writeFile(path, text);
    const { erasures, strange } = await keptErasures(archive, kit.signer);
    assert.deepEqual([erasures.length, strange], [1, [`erasures/${name}`]]);
  }
  await writeFile(path, was);
});

test('cut short behind its rows, a restore lets no server start, and goes on', async () => {
  const { archive, kit } = stage;
  const manifest = await loadManifest(archive, older, kit.signer);
  await restoreDatabase(cut.urls.owner, { archive, manifest }, kit.key.open(databaseLabel(manifest)));
  // Negative control: without the replay the person is back, under their name.
  assert.equal(await erasedOnes(cut), 0);
  assert.equal(await unfinishedRestore(cut.urls.app), older);
  await assert.rejects(ensureSchema(cut.urls), /cut short/);
  assert.equal((await run(cut, 'restore', '--kit', kitFile, '--root-key')).code, 0);
  const { code, output } = await run(cut, 'restore', '--kit', kitFile);
  assert.equal(code, 0, output);
  assert.match(output, /Going on where it was cut short/);
  assert.match(output, /Erased again: 1 person and 1 workspace/);
  assert.equal(await erasedOnes(cut), 2);
  assert.deepEqual(await ensureSchema(cut.urls), []);
});

test('restoring an older backup erases again what was erased after it', async () => {
  const { code, output } = await run(bare, 'restore', '--kit', kitFile);
  assert.equal(code, 0, output);
  assert.match(output, /Erased again: 1 person and 1 workspace/);
  assert.match(output, /A sample of \d+ sealed values opens/);
  assert.equal(await erasedOnes(bare), 2);
  const { workspaceId } = stage.world.b;
  const keys = await admin(bare, 'select 1 from app.workspace_keys where workspace_id = $1', [workspaceId]);
  assert.equal(keys.rows.length, 0);
  const files = await readdir(join(homeOf(bare), 'data'), { recursive: true });
  assert.deepEqual(
    files.filter((name) => name.includes(`${workspaceId}/`)),
    [],
  );
  const scan = await run(bare, 'scan-erased', MARKER);
  assert.equal(scan.code, 0, scan.output);
  assert.deepEqual(await ensureSchema(bare.urls), []);
});

test('another tool’s restore is told by a file', async () => {
  const saved = join(stage.folder, 'erased.jsonl');
  assert.match((await run(bare, 'erasures', 'save', saved)).output, / holds 2 erasures\.$/m);
  await admin(bare, `update app.users set email_digest = '\\x02', disabled_at = null where id = $1`, [
    stage.world.a.people.viewer.userId,
  ]);
  await admin(bare, 'alter table app.erasures disable trigger user');
  await admin(bare, 'delete from app.erasures');
  const { code, output } = await run(bare, 'erasures', 'replay', saved);
  assert.equal(code, 0, output);
  assert.match(output, /Erased again: 1 person and 0 workspaces/);
  assert.match((await run(bare, 'erasures', 'replay', saved)).output, /Nothing came back/);
});

/** How many of the two are erased in the restored database. */
async function erasedOnes(on: BareDatabase): Promise<number> {
  const { a, b } = stage.world;
  const { rows } = await admin(
    on,
    `select (select count(*) from app.users where id = $1 and disabled_at is not null)
      + (select count(*) from app.workspaces where id = $2 and state = 'purged') as n`,
    [a.people.viewer.userId, b.workspaceId],
  );
  return Number(rows[0].n);
}
