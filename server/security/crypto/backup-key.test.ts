import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import test from 'node:test';
import fc from 'fast-check';
import { backupKeyFrom, keyFingerprint, newBackupKey, sealTo } from './backup-key.ts';
import { UnsealError } from './crypto.errors.ts';
import { randomToken } from './random.ts';
import { CHUNK_SIZE, SEALED_CHUNK_SIZE } from './sealed-file.layout.ts';

const HEAD = 36;
const { secret, key } = newBackupKey();
const bytes = (size: number) => Buffer.from(randomToken(size + 1)).subarray(0, size);
const through = (data: Buffer, way: NodeJS.ReadWriteStream, step = data.length || 1) => {
  const pieces = Array.from({ length: Math.ceil(data.length / step) }, (_, i) =>
    data.subarray(i * step, (i + 1) * step),
  );
  return buffer(Readable.from(pieces).compose(way as never));
};
const seal = (data: Buffer, label = 'a') => through(data, sealTo(key.publicKey, label).seal);
const open = (data: Buffer, label = 'a') => through(data, key.open(label));

test('what was sealed to a key opens with the secret that was written down, at every size', async () => {
  const again = backupKeyFrom(secret);
  assert.deepEqual(again.publicKey, key.publicKey);
  for (const size of [0, 1, CHUNK_SIZE - 1, CHUNK_SIZE, CHUNK_SIZE + 1, 3 * CHUNK_SIZE + 5]) {
    const plain = bytes(size);
    const sealed = await seal(plain);
    assert.deepEqual(await through(sealed, again.open('a'), 1_000), plain);
  }
});

test('who sealed it can open it while the process lives, and nobody with another key or label', async () => {
  const once = sealTo(key.publicKey, 'a');
  const plain = bytes(100_000);
  const sealed = await through(plain, once.seal);
  assert.deepEqual(await through(sealed, once.reopen()), plain);
  await assert.rejects(through(sealed, newBackupKey().key.open('a')), UnsealError);
  await assert.rejects(through(sealed, sealTo(key.publicKey, 'a').reopen()), UnsealError);
  await assert.rejects(open(sealed, 'b'), UnsealError);
});

test('chunks that are cut, dropped, repeated, moved or added are refused', async () => {
  const sealed = await seal(bytes(3 * CHUNK_SIZE + 5));
  const chunk = (i: number) =>
    sealed.subarray(HEAD + i * SEALED_CHUNK_SIZE, HEAD + (i + 1) * SEALED_CHUNK_SIZE);
  const head = sealed.subarray(0, HEAD);
  const forged = [
    [head],
    [head, chunk(0)],
    [head, chunk(0), chunk(1), chunk(2)],
    [head, chunk(1), chunk(0), chunk(2), chunk(3)],
    [head, chunk(0), chunk(0), chunk(1), chunk(2), chunk(3)],
    [head, chunk(0), chunk(2), chunk(3)],
    [head, chunk(3)],
    [sealed, chunk(3)],
    [sealed, Buffer.alloc(16)],
    [sealed.subarray(0, 10)],
    [],
  ];
  for (const parts of forged) await assert.rejects(open(Buffer.concat(parts)), UnsealError);
  assert.equal((await open(Buffer.concat([head, chunk(0), chunk(1), chunk(2), chunk(3)]))).length, 196_613);
});

test('one changed bit anywhere is refused', async () => {
  const sealed = await seal(bytes(500));
  await fc.assert(
    fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 0, max: 7 }), async (at, bit) => {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      await assert.rejects(open(changed), UnsealError);
    }),
    { numRuns: 200 },
  );
});

test('two seals of the same never look alike, and keys are told apart', async () => {
  const plain = bytes(64);
  assert.notDeepEqual(await seal(plain), await seal(plain));
  assert.notEqual(keyFingerprint(key.publicKey), keyFingerprint(newBackupKey().key.publicKey));
  assert.throws(() => backupKeyFrom(Buffer.alloc(31)), UnsealError);
});
