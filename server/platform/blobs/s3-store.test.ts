import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { blobKey } from './blob-key.ts';
import { blobStoreContract, pieces } from './blob-store.contract.ts';
import { openBlobs } from './open-blobs.ts';
import { type S3Twin, startS3Twin } from './s3.twin.ts';

const twins: S3Twin[] = [];
after(() => Promise.all(twins.map((twin) => twin.close())));

async function openTwin() {
  const twin = await startS3Twin();
  twins.push(twin);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const place = { bucket: 'bucket', region: 'eu-central-1', endpoint: twin.endpoint };
  return { twin, store: await openBlobs({ kind: 's3', ...place, credentials }) };
}

const KEY = blobKey('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-9000-000000000002');
const MIB = 1024 * 1024;
const large = Buffer.from(Array.from({ length: 64 }, (_, i) => i));
const twenty = Buffer.alloc(20 * MIB + 5, large);

blobStoreContract('s3', async () => (await openTwin()).store);

test('a large blob goes up in parts and comes back the same', async () => {
  const { store, twin } = await openTwin();
  assert.deepEqual(await store.put(KEY, pieces(twenty)), { size: twenty.length });
  assert.equal((await buffer(await store.get(KEY))).equals(twenty), true);
  assert.equal(twin.seen.filter(({ line }) => line.includes('partNumber=')).length, 3);
  assert.equal(twin.openUploads.size, 0);
});

test('a large blob never replaces another either', async () => {
  const { store } = await openTwin();
  await store.put(KEY, pieces(Buffer.from('first')));
  await assert.rejects(store.put(KEY, pieces(twenty)), /there already/);
  assert.equal((await buffer(await store.get(KEY))).toString(), 'first');
});

test('an upload that breaks in the middle is aborted at the store', async () => {
  const { store, twin } = await openTwin();
  async function* breaking() {
    yield twenty;
    throw new Error('the client went away');
  }
  await assert.rejects(store.put(KEY, breaking()), /went away/);
  assert.equal(twin.openUploads.size, 0);
  assert.ok(twin.seen.some(({ line }) => line.startsWith('DELETE') && line.includes('uploadId=')));
  assert.equal(await store.head(KEY), undefined);
});

test('a part that the store refuses aborts the upload too', async () => {
  const { store, twin } = await openTwin();
  twin.failOn(/partNumber=2/);
  await assert.rejects(store.put(KEY, pieces(twenty)));
  assert.equal(twin.openUploads.size, 0);
});

test('every object asks for encryption at rest', async () => {
  const { store, twin } = await openTwin();
  await store.put(KEY, pieces(Buffer.from('small')));
  await store.put(blobKey(KEY.slice(0, 36), '00000000-0000-4000-9000-000000000003'), pieces(twenty));
  const making = twin.seen.filter(({ line }) => /^PUT [^?]*(\?x-id=PutObject)?$|^POST .*uploads/.test(line));
  assert.equal(making.length, 2);
  for (const { headers } of making) assert.equal(headers['x-amz-server-side-encryption'], 'AES256');
});
