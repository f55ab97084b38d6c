import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { drill } from '#server/operator/backup/drill.ts';
import { makeBackup } from '#server/operator/backup/make-backup.ts';
import { type Archive, NotKept, openArchive } from '#server/platform/archive/index.ts';
import { type S3Twin, startS3Twin } from '#server/platform/blobs/s3.twin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { filerOf } from '#tests/support/evidence.ts';
import { type Stage, setStage, withBare } from './stage.ts';

let stage: Stage;
let twin: S3Twin;
let archive: Archive;
before(async () => {
  stage = await setStage();
  twin = await startS3Twin();
  archive = await openArchive({
    kind: 's3',
    bucket: 'bucket',
    region: 'eu-central-1',
    endpoint: twin.endpoint,
    credentials: { accessKeyId: 'id', secretAccessKey: 'not checked here' },
  });
});
after(async () => {
  await stage.close();
  await twin.close();
});

async function* content(size: number, failAt = Number.POSITIVE_INFINITY) {
  for (let at = 0; at < size; at += 1_048_576) {
    if (at >= failAt) throw new Error('the source broke');
    yield Buffer.alloc(Math.min(1_048_576, size - at), 7);
  }
}

test('a backup in a bucket asks for AES-256 at rest and tells of versioning and object lock', async () => {
  const { world, context, config } = stage;
  const made = await makeCase(world.a.as('member'), world.a);
  await filerOf(world, 'member').upload(made.path, { name: 'a.txt', content: Buffer.from('It stopped.') });
  const taken = await makeBackup({ ...context, archive: async () => archive });
  assert.deepEqual(taken.place, {
    place: 'bucket bucket',
    versioning: 'on',
    objectLock: 'off',
    encryption: 'aes-256',
  });
  const stored = twin.seen.filter(({ line }) => line.startsWith('PUT '));
  assert.ok(stored.length >= 5, `${stored.length} objects`);
  for (const { line, headers } of stored)
    assert.equal(headers['x-amz-server-side-encryption'], 'AES256', line);
  const report = await drill(taken, { archive, config, withScratch: withBare });
  assert.equal(report.failure, undefined);
  assert.equal(report.outcome, 'passed');
});

test('a large part goes up in pieces, and one that breaks leaves nothing behind', async () => {
  const size = 33 * 1_048_576;
  assert.deepEqual(await archive.put('files/large', content(size)), { size });
  let read = 0;
  for await (const piece of await archive.get('files/large')) read += piece.byteLength;
  assert.equal(read, size);
  await assert.rejects(archive.put('files/broken', content(size, 20 * 1_048_576)), /the source broke/);
  assert.equal(twin.openUploads.size, 0);
  await assert.rejects(archive.get('files/broken'), NotKept);
});

test('uploads that were cut long ago are cleared', async () => {
  await fetch(`${twin.endpoint}/bucket/left?uploads`, { method: 'POST' });
  assert.equal(twin.openUploads.size, 1);
  assert.equal(await archive.clearPartial(new Date(0)), 0);
  assert.equal(await archive.clearPartial(new Date()), 1);
  assert.equal(twin.openUploads.size, 0);
});

test('a name cannot leave the archive', async () => {
  for (const name of ['../x', '/x', 'a//b', 'a/../b', '.hidden', 'a\\b', 'a b', ''])
    await assert.rejects(archive.put(name, content(1)), RangeError);
});
