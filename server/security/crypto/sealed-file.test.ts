import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import test from 'node:test';
import fc from 'fast-check';
import { testScope } from '#tests/support/key-scope.ts';
import { UnsealError } from './crypto.errors.ts';
import { createKeyRing } from './key-ring.ts';
import type { KeyScope } from './key-scope.ts';
import { newId, randomToken } from './random.ts';
import { newWrappedKey } from './root-key.ts';
import {
  CHUNK_SIZE,
  HEADER_SIZE,
  plainFileSize,
  SEALED_CHUNK_SIZE,
  sealedFileSize,
} from './sealed-file.layout.ts';
import { openSealedFile, openSealedRange, type SealedSource } from './sealed-file.reader.ts';
import { fileKeyVersion, resealedFileKey, sealStream } from './sealed-file.writer.ts';

const ctx = { table: 'evidence', row: newId(), use: 'file' };
const edges = [0, 1, CHUNK_SIZE - 1, CHUNK_SIZE, CHUNK_SIZE + 1, 2 * CHUNK_SIZE, 3 * CHUNK_SIZE + 5];

const { scope, root, keys } = await testScope();

function bytes(size: number): Buffer {
  return Buffer.from(randomToken(Math.ceil((size * 3) / 4) + 1)).subarray(0, size);
}

function sealFile(plain: Buffer, step = plain.length || 1, under: KeyScope = scope): Promise<Buffer> {
  const pieces = Array.from({ length: Math.ceil(plain.length / step) }, (_, i) =>
    plain.subarray(i * step, (i + 1) * step),
  );
  return buffer(Readable.from(pieces).pipe(sealStream(under, ctx)));
}

function sourceOf(file: Buffer): SealedSource {
  return {
    size: file.length,
    readAt: async (offset, length) => file.subarray(offset, offset + length),
  };
}

function openAll(file: Buffer): Promise<Buffer> {
  return buffer(openSealedRange(sourceOf(file), scope, ctx));
}

test('files of every edge size open as they were', async () => {
  for (const size of [...edges, 17 * CHUNK_SIZE + 1]) {
    const plain = bytes(size);
    const file = await sealFile(plain);
    assert.equal(file.length, sealedFileSize(size));
    assert.equal(plainFileSize(file.length), size);
    assert.ok((await openAll(file)).equals(plain), String(size));
  }
});

test('how the data arrives does not matter', async () => {
  const plain = bytes(2 * CHUNK_SIZE + 9);
  for (const step of [1_000, CHUNK_SIZE, CHUNK_SIZE + 1, 3 * CHUNK_SIZE]) {
    assert.ok((await openAll(await sealFile(plain, step))).equals(plain));
  }
});

test('any range opens as the same range of the plaintext', async () => {
  const plain = bytes(3 * CHUNK_SIZE + 77);
  const file = await openSealedFile(sourceOf(await sealFile(plain)), scope, ctx);
  assert.equal(file.size, plain.length);
  const place = fc.oneof(fc.nat(plain.length), fc.constantFrom(...edges));
  await fc.assert(
    fc.asyncProperty(place, place, async (a, b) => {
      const [start, end] = [Math.min(a, b), Math.max(a, b)];
      assert.ok((await buffer(file.read({ start, end }))).equals(plain.subarray(start, end)));
    }),
  );
});

test('a range outside the file is refused', async () => {
  const file = await openSealedFile(sourceOf(await sealFile(bytes(10))), scope, ctx);
  for (const [start, end] of [
    [-1, 5],
    [5, 4],
    [0, 11],
    [0.5, 2],
    [0, Number.NaN],
  ] as const) {
    await assert.rejects(buffer(file.read({ start, end })), RangeError);
  }
});

test('a range reads only its own chunks, and the last one to know that none is missing', async () => {
  const sealed = await sealFile(bytes(8 * CHUNK_SIZE));
  const reads: Array<[number, number]> = [];
  const source: SealedSource = {
    size: sealed.length,
    async readAt(offset, length) {
      reads.push([offset, length]);
      return sealed.subarray(offset, offset + length);
    },
  };
  await buffer(openSealedRange(source, scope, ctx, { start: CHUNK_SIZE, end: CHUNK_SIZE + 1 }));
  assert.deepEqual(reads, [
    [0, HEADER_SIZE],
    [HEADER_SIZE + 7 * SEALED_CHUNK_SIZE, SEALED_CHUNK_SIZE],
    [HEADER_SIZE + SEALED_CHUNK_SIZE, SEALED_CHUNK_SIZE],
  ]);
});

test('any flipped bit is refused', async () => {
  const file = await sealFile(bytes(2 * CHUNK_SIZE + 100));
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.nat(HEADER_SIZE - 1), fc.nat(file.length - 1)),
      fc.nat(7),
      async (at, bit) => {
        const changed = Buffer.from(file);
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
        await assert.rejects(openAll(changed), UnsealError);
      },
    ),
    { numRuns: 300 },
  );
});

test('a file cut anywhere is refused, even for a range before the cut', async () => {
  const file = await sealFile(bytes(3 * CHUNK_SIZE));
  const cuts = [0, 1, HEADER_SIZE, HEADER_SIZE + 15, HEADER_SIZE + 16, file.length - 1];
  for (const chunks of [1, 2]) cuts.push(HEADER_SIZE + chunks * SEALED_CHUNK_SIZE);
  for (const length of cuts) {
    const cut = sourceOf(file.subarray(0, length));
    await assert.rejects(buffer(openSealedRange(cut, scope, ctx, { start: 0, end: 0 })), UnsealError);
  }
});

test('chunks moved, repeated, dropped, added or taken from another file are refused', async () => {
  const file = await sealFile(bytes(4 * CHUNK_SIZE));
  const other = await sealFile(bytes(4 * CHUNK_SIZE));
  const header = file.subarray(0, HEADER_SIZE);
  const chunk = (from: Buffer, index: number) =>
    from.subarray(HEADER_SIZE + index * SEALED_CHUNK_SIZE, HEADER_SIZE + (index + 1) * SEALED_CHUNK_SIZE);
  const arrangements = [
    [1, 0, 2, 3],
    [0, 0, 2, 3],
    [0, 2, 3],
    [1, 2, 3],
    [0, 1, 2],
    [0, 1, 2, 3, 3],
    [0, 1, 2, 3, 0],
  ];
  for (const order of arrangements) {
    const forged = Buffer.concat([header, ...order.map((index) => chunk(file, index))]);
    await assert.rejects(openAll(forged), UnsealError, order.join());
  }
  const mixed = Buffer.concat([header, chunk(file, 0), chunk(other, 1), chunk(file, 2), chunk(file, 3)]);
  await assert.rejects(openAll(mixed), UnsealError);
});

test('a file moved to another row, use or scope is refused', async () => {
  const source = sourceOf(await sealFile(bytes(100)));
  const stranger = (await testScope()).scope;
  await assert.rejects(openSealedFile(source, scope, { ...ctx, row: newId() }), UnsealError);
  await assert.rejects(openSealedFile(source, scope, { ...ctx, use: 'thumbnail' }), UnsealError);
  await assert.rejects(openSealedFile(source, stranger, ctx), UnsealError);
});

test('a store that gives too little is refused', async () => {
  const file = await sealFile(bytes(100));
  const source: SealedSource = { size: file.length, readAt: async (at, n) => file.subarray(at, at + n - 1) };
  await assert.rejects(openSealedFile(source, scope, ctx), UnsealError);
});

test('after a rotation a new key blob opens the same chunks under the new key', async () => {
  const plain = bytes(CHUNK_SIZE + 1);
  const file = await sealFile(plain);
  keys.push(await newWrappedKey(root, scope.scopeId, 'seal', 2));
  const later = createKeyRing({ root, load: async () => keys, settle: 0 });
  const rotated = await later.open(scope.scopeId);
  const head = file.subarray(0, HEADER_SIZE);
  assert.equal(fileKeyVersion(rotated, head), 1);
  const sealedKey = resealedFileKey(rotated, ctx, head);
  assert.equal(rotated.versionOf(sealedKey), 2);
  const headless = Buffer.concat([Buffer.alloc(HEADER_SIZE), file.subarray(HEADER_SIZE)]);
  const opened = await openSealedFile(sourceOf(headless), rotated, ctx, sealedKey);
  assert.ok((await buffer(opened.read())).equals(plain));
  await assert.rejects(openSealedFile(sourceOf(headless), rotated, ctx), UnsealError);
  await assert.rejects(
    openSealedFile(sourceOf(file), rotated, { ...ctx, row: 'another' }, sealedKey),
    UnsealError,
  );
  assert.throws(() => resealedFileKey(rotated, ctx, file.subarray(0, 10)), UnsealError);
});

test('sizes go there and back, and impossible ones are told', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), (size) => assert.equal(plainFileSize(sealedFileSize(size)), size)),
  );
  for (const size of [-1, 0, HEADER_SIZE, HEADER_SIZE + 15, HEADER_SIZE + SEALED_CHUNK_SIZE + 16, 1.5]) {
    assert.equal(plainFileSize(size), undefined, String(size));
  }
  assert.throws(() => sealedFileSize(-1), RangeError);
});
