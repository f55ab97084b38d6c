import assert from 'node:assert/strict';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { prunedWords } from '#server/operator/backup/backup-command.ts';
import { listBackups } from '#server/operator/backup/list-backups.ts';
import { makeBackup } from '#server/operator/backup/make-backup.ts';
import { prune } from '#server/operator/backup/prune.ts';
import { makeCase } from '#tests/support/cases.ts';
import { filerOf } from '#tests/support/evidence.ts';
import { type Stage, setStage } from './stage.ts';

const DAY = 24 * 3_600_000;
let stage: Stage;
let casePath = '';
before(async () => {
  stage = await setStage();
  casePath = (await makeCase(stage.world.a.as('member'), stage.world.a)).path;
});
after(() => stage.close());

const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * DAY);
const backUp = (n: number) => makeBackup(stage.context, () => day(n));
const files = async () =>
  (await readdir(join(stage.folder, 'files'), { recursive: true, withFileTypes: true })).filter((e) =>
    e.isFile(),
  ).length;
const upload = (name: string) =>
  filerOf(stage.world, 'member').upload(casePath, { name, content: Buffer.from(`${name} `.repeat(50)) });
const pruned = (n: number, days = 90) =>
  prune(stage.archive, { days, now: day(n), signer: stage.context.signer.publicKey });

test('what is past its days goes, with the files that no kept backup names', async () => {
  const { a } = stage.world;
  const gone = await upload('first.txt');
  await backUp(0);
  const removed = await a.as('owner').delete(`${a.path}/evidence/${gone.id}`);
  assert.ok(removed.status < 300, removed.text);
  await upload('second.txt');
  await backUp(1);
  const { pruned: first } = await backUp(90);
  assert.match(
    prunedWords(first, 90),
    /^Nothing was past its 90 days; 3 backups kept, the oldest of 2026-01-01/,
  );
  assert.equal((await listBackups(stage.archive)).length, 3, 'day 0 is not over on day 90');
  assert.equal(await files(), 2);
  await ageFiles();
  const { pruned: went } = await backUp(91);
  assert.equal(went.removed.length, 1);
  const told = prunedWords(went, 90);
  assert.match(
    told,
    /^Removed: 1 backup past 90 days, 1 file that no backup names; 3 backups kept, the oldest of 2026-01-02/,
  );
  assert.equal((await listBackups(stage.archive)).length, 3);
  assert.equal(await files(), 1);
});

test('the newest stays whatever its age', async () => {
  const { removed } = await pruned(10_000);
  assert.equal(removed.length, 2);
  assert.equal((await listBackups(stage.archive)).length, 1);
  assert.equal(await files(), 1);
});

test('what was begun and never finished goes a day later, and not before', async () => {
  await stage.archive.put('backups/20260101T000000Z-00000000/database', bytes('half'));
  await writeFile(join(stage.folder, '.incoming', 'cut'), 'half');
  const now = new Date();
  const clear = (at: Date) =>
    prune(stage.archive, { days: 90, now: at, signer: stage.context.signer.publicKey });
  assert.equal((await clear(now)).partial, 0);
  assert.equal((await clear(new Date(now.getTime() + 2 * DAY))).partial, 2);
});

test('where a kept list cannot be read, no file is removed', async () => {
  await upload('third.txt');
  const taken = await makeBackup(stage.context);
  await stage.archive.put(`backups/${taken.manifest.id}/files`, bytes('not what was signed'));
  await ageFiles();
  const kept = await files();
  assert.equal(
    (
      await prune(stage.archive, {
        days: 1,
        now: new Date(Date.now() + 400 * DAY),
        signer: stage.context.signer.publicKey,
      })
    ).files,
    0,
  );
  assert.equal(await files(), kept);
});

async function* bytes(text: string) {
  yield Buffer.from(text);
}

/** As if all had been stored years ago. */
async function ageFiles(): Promise<void> {
  const entries = await readdir(join(stage.folder, 'files'), { recursive: true, withFileTypes: true });
  for (const entry of entries) if (entry.isFile()) await utimes(join(entry.parentPath, entry.name), 0, 0);
}
