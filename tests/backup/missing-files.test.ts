import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeBackup } from '#server/operator/backup/make-backup.ts';
import { type BlobKey, BlobMissing } from '#server/platform/blobs/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { filerOf } from '#tests/support/evidence.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
let casePath = '';
before(async () => {
  stage = await setStage();
  casePath = (await makeCase(stage.world.a.as('member'), stage.world.a)).path;
});
after(() => stage.close());

const admin = (sql: string) =>
  withClient(stage.world.test.database.adminUrl, async (client) => (await client.query(sql)).rows);

async function newFile(name: string): Promise<BlobKey> {
  const { id } = await filerOf(stage.world, 'member').upload(casePath, { name, content: Buffer.from(name) });
  const [row] = await admin(
    `select workspace_id || '/' || blob_key as key from app.evidence where id = '${id}'`,
  );
  return row.key;
}

test('a file that a record names and nobody has makes the backup incomplete, and health knows', async () => {
  const key = await newFile('lost.txt');
  await stage.context.blobs.delete(key);
  const { manifest } = await makeBackup(stage.context);
  assert.equal(manifest.files.missing, 1);
  const [row] = await admin(`select outcome, missing_files from app.backups where id = '${manifest.id}'`);
  assert.deepEqual(row, { outcome: 'incomplete', missing_files: 1 });
  const [state] = await admin('select newest is not null as tried, newest_complete from app.backup_state()');
  assert.deepEqual(state, { tried: true, newest_complete: null });
  await admin('update app.evidence set deleted_at = now()');
});

test('a file that somebody deletes while the backup is made is no loss', async () => {
  const key = await newFile('deleted.txt');
  const { context } = stage;
  const blobs = Object.create(context.blobs, {
    get: {
      value: async (asked: BlobKey) => {
        if (asked !== key) return context.blobs.get(asked);
        await admin('update app.evidence set deleted_at = now()');
        throw new BlobMissing('no such blob');
      },
    },
  });
  const { manifest } = await makeBackup({ ...context, blobs });
  assert.equal(manifest.files.missing, 0);
});

test('two backups at once: one is made, the other says why not', async () => {
  const both = await Promise.allSettled([makeBackup(stage.context), makeBackup(stage.context)]);
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const refused = both.find(({ status }) => status === 'rejected');
  assert.match(String(refused?.status === 'rejected' && refused.reason), /Another backup is under way/);
});
