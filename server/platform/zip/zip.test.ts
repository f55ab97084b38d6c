import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import {
  archiveSize,
  readArchive,
  type StoredFile,
  writeArchive,
  ZipError,
  type ZipSource,
} from './index.ts';
import { centralRecord, endRecord, localHeader } from './zip-layout.ts';

function fileOf(name: string, content: Buffer, deflated: boolean): StoredFile {
  const stored = deflated ? deflateRawSync(content) : content;
  return {
    name,
    deflated,
    crc32: crc32(content),
    size: content.length,
    stored: stored.length,
    async *content() {
      yield stored;
    },
  };
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T, void, undefined> {
  yield* items;
}

async function written(files: readonly StoredFile[]): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(writeArchive(() => each(files))));
}

const sourceOf = (bytes: Buffer): ZipSource => ({
  size: bytes.length,
  readAt: async (offset, length) => bytes.subarray(offset, offset + length),
});

async function read(bytes: Buffer): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for await (const { name, content } of readArchive(sourceOf(bytes))) {
    found.push([name, Buffer.concat(await Array.fromAsync(content())).toString('hex')]);
  }
  return found;
}

test('what was put in comes out, and the size was known before', async () => {
  const names = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' });
  const files = fc.array(fc.tuple(names, fc.uint8Array({ maxLength: 4_000 }), fc.boolean()), {
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(files, async (list) => {
      const made = list.map(([name, bytes, deflated]) => fileOf(name, Buffer.from(bytes), deflated));
      const bytes = await written(made);
      assert.equal(bytes.length, await archiveSize(() => each(made)));
      const wanted = list.map(([name, content]) => [
        Buffer.from(name).toString(),
        Buffer.from(content).toString('hex'),
      ]);
      assert.deepEqual(await read(bytes), wanted);
    }),
    { numRuns: 60 },
  );
});

test('other programs open it', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'caseward-zip-'));
  try {
    const path = join(folder, 'a.zip');
    writeFileSync(
      path,
      await written([
        fileOf('Überblick/a.txt', Buffer.from('hello'), true),
        fileOf('b', Buffer.alloc(9), false),
      ]),
    );
    const script =
      'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(ascii(z.namelist()))';
    const out = execFileSync('python3', ['-c', script, path], { encoding: 'utf8' });
    assert.equal(out.trim(), String.raw`['\xdcberblick/a.txt', 'b']`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    context.diagnostic('no other program is here');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('past 4 GB every number has room, as the reader finds', async () => {
  const size = 5 * 2 ** 30;
  const large = { name: 'large', crc32: 7, size, stored: size, deflated: false };
  const head = localHeader(large);
  const next = head.length + size;
  const list = Buffer.concat([
    centralRecord(large, 0),
    centralRecord({ ...large, name: 'behind', size: 1, stored: 1 }, next),
  ]);
  const offset = next + 40;
  const end = endRecord({ count: 2, size: list.length, offset });
  const tail = Buffer.concat([list, end]);
  const source: ZipSource = {
    size: offset + tail.length,
    readAt: async (at, length) => {
      const before = Buffer.alloc(Math.max(0, Math.min(length, offset - at)));
      return Buffer.concat([
        before,
        tail.subarray(Math.max(0, at - offset), Math.max(0, at - offset + length)),
      ]);
    },
  };
  const found = await Array.fromAsync(readArchive(source), ({ name, size: bytes }) => [name, bytes]);
  assert.deepEqual(found, [
    ['large', size],
    ['behind', 1],
  ]);
  // What is damaged is told, not shown.
  const [first] = await Array.fromAsync(readArchive(source));
  await assert.rejects(async () => Array.fromAsync(first?.content() ?? []), ZipError);
});

test('whatever is cut, changed or no archive is refused by name, and never hangs', async () => {
  const bytes = await written([
    fileOf('a.txt', Buffer.from('hello hello hello hello'), true),
    fileOf('b', Buffer.alloc(50, 1), false),
  ]);
  const whole = await read(bytes);
  await fc.assert(
    fc.asyncProperty(
      fc.nat(bytes.length - 1),
      fc.integer({ min: 1, max: 255 }),
      fc.boolean(),
      async (at, by, cut) => {
        const hurt = Buffer.from(cut ? bytes.subarray(0, at) : bytes);
        if (!cut) hurt[at] = (hurt[at] ?? 0) ^ by;
        const outcome = await read(hurt).catch((error: unknown) => error);
        if (outcome instanceof Error)
          assert.ok(outcome instanceof ZipError || outcome instanceof RangeError, String(outcome.stack));
        // A name or a count may be another; content never is.
        else
          for (const [, content] of outcome as [string, string][])
            assert.ok(whole.some(([, known]) => known === content));
      },
    ),
    { numRuns: 300 },
  );
});

test('a bomb says more than it has room for, and stops there', async () => {
  const bomb = fileOf('bomb', Buffer.alloc(50_000_000), true);
  const bytes = await written([{ ...bomb, size: 10 }]);
  await assert.rejects(read(bytes), ZipError);
});
