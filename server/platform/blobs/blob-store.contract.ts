import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { type BlobKey, blobKey, InvalidBlobKey } from './blob-key.ts';
import { BlobExists, BlobMissing, type BlobStore } from './blob-store.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const WORKSPACE = uuid(1);

export async function* pieces(...contents: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* contents;
}

async function* breaking(): AsyncIterable<Uint8Array> {
  yield Buffer.alloc(100_000, 1);
  throw new Error('the client went away');
}

/** What every blob store must do, run against each of them. `open` gives an empty store. */
export function blobStoreContract(name: string, open: () => Promise<BlobStore>): void {
  const key = blobKey(WORKSPACE, uuid(7));

  test(`${name}: gives back what was put, whole and in ranges`, async () => {
    const store = await open();
    const content = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251));
    const { size } = await store.put(key, pieces(content.subarray(0, 100_001), content.subarray(100_001)));
    assert.equal(size, content.length);
    assert.deepEqual(await buffer(await store.get(key)), content);
    for (const [start, end] of [
      [0, 0],
      [5, 9],
      [99_999, 100_002],
      [299_999, 299_999],
      [299_990, 900_000],
    ] as const) {
      const slice = await buffer(await store.get(key, { start, end }));
      assert.deepEqual(slice, content.subarray(start, end + 1), `${start}-${end}`);
    }
    assert.equal((await store.head(key))?.size, content.length);
  });

  test(`${name}: refuses a range outside the blob`, async () => {
    const store = await open();
    await store.put(key, pieces(Buffer.from('ten bytes!')));
    for (const range of [
      { start: 10, end: 11 },
      { start: 3, end: 2 },
      { start: -1, end: 2 },
      { start: 0.5, end: 2 },
    ]) {
      await assert.rejects(store.get(key, range), RangeError);
    }
  });

  test(`${name}: keeps an empty blob`, async () => {
    const store = await open();
    assert.deepEqual(await store.put(key, pieces()), { size: 0 });
    assert.equal((await buffer(await store.get(key))).length, 0);
  });

  test(`${name}: never replaces a blob`, async () => {
    const store = await open();
    await store.put(key, pieces(Buffer.from('first')));
    await assert.rejects(store.put(key, pieces(Buffer.from('second'))), BlobExists);
    assert.equal((await buffer(await store.get(key))).toString(), 'first');
  });

  test(`${name}: a stream that breaks leaves nothing`, async () => {
    const store = await open();
    await assert.rejects(store.put(key, breaking()), /the client went away/);
    assert.equal(await store.head(key), undefined);
    assert.deepEqual(await Array.fromAsync(store.list(WORKSPACE)), []);
  });

  test(`${name}: lists one workspace only, and deletes`, async () => {
    const store = await open();
    const other = blobKey(uuid(2), uuid(7));
    for (const each of [key, blobKey(WORKSPACE, uuid(8)), other])
      await store.put(each, pieces(Buffer.from('x')));
    const keys = async () => (await Array.fromAsync(store.list(WORKSPACE), (info) => info.key)).sort();
    assert.deepEqual(await keys(), [key, blobKey(WORKSPACE, uuid(8))]);
    await store.delete(key);
    await store.delete(key);
    assert.deepEqual(await keys(), [blobKey(WORKSPACE, uuid(8))]);
    await assert.rejects(store.get(key), BlobMissing);
    assert.equal((await store.head(other))?.size, 1);
  });

  test(`${name}: refuses a key that is not two UUIDs, in every operation`, async () => {
    const store = await open();
    for (const text of [
      '../x',
      `${uuid(1)}/../${uuid(2)}`,
      `${uuid(1)}`,
      `${uuid(1)}/${uuid(2)}\n`,
      '/etc/passwd',
      '',
    ]) {
      const forged = text as BlobKey;
      for (const attempt of [
        () => store.put(forged, pieces()),
        () => store.get(forged),
        () => store.head(forged),
        () => store.delete(forged),
        () => Array.fromAsync(store.list(`${text}/`)),
      ]) {
        await assert.rejects(attempt(), InvalidBlobKey, text);
      }
    }
  });

  test(`${name}: says that it can be used`, async () => {
    await (await open()).check();
  });
}
