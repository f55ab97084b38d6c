import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { KeyUnavailable, RootKeyFileError } from './crypto.errors.ts';
import { createKeyRing } from './key-ring.ts';
import { localRootKey } from './local-root-key.ts';
import { newId } from './random.ts';
import { anyRootKey, newWrappedKeys, rewrapKey } from './root-key.ts';
import { addRootKey, createRootKeyFile, removeRootKeys } from './root-key-file.ts';

function freshPath(): string {
  return join(mkdtempSync(join(tmpdir(), 'caseward-root-')), 'root.keys');
}

function writeKeys(lines: string[], mode = 0o600): string {
  const file = freshPath();
  writeFileSync(file, `${lines.join('\n')}\n`, { mode });
  chmodSync(file, mode);
  return file;
}

const head = 'caseward root keys 1';
const line = (id: string, size = 32) => `local:${id} ${Buffer.alloc(size, 5).toString('base64')}`;

test('an absent file is refused, or made when that is asked for', () => {
  const file = freshPath();
  assert.throws(() => localRootKey(file), RootKeyFileError);
  assert.equal(existsSync(file), false);
  const made = localRootKey(file, { create: true });
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(localRootKey(file, { create: true }).id, made.id);
  assert.deepEqual(readdirSync(join(file, '..')), ['root.keys']);
});

test('making the file never replaces one', () => {
  const file = freshPath();
  assert.equal(createRootKeyFile(file), true);
  const before = readFileSync(file, 'utf8');
  assert.equal(createRootKeyFile(file), false);
  assert.equal(readFileSync(file, 'utf8'), before);
});

test('a file others can read or write is refused', () => {
  for (const mode of [0o640, 0o604, 0o620, 0o602, 0o644, 0o610]) {
    assert.throws(() => localRootKey(writeKeys([head, line('0123456789abcdef')], mode)), /chmod 600/);
  }
  assert.ok(localRootKey(writeKeys([head, line('0123456789abcdef')], 0o400)));
});

test('a link or a folder in its place is refused', () => {
  const target = writeKeys([head, line('0123456789abcdef')]);
  const link = freshPath();
  symlinkSync(target, link);
  assert.throws(() => localRootKey(link), RootKeyFileError);
  assert.throws(() => localRootKey(join(link, '..')), RootKeyFileError);
});

test('a damaged file is refused in a sentence that holds no key', () => {
  const good = line('0123456789abcdef');
  const damaged = [
    [],
    [head],
    [good],
    ['caseward root keys 2', good],
    [head, line('0123456789abcdef', 16)],
    [head, line('0123456789abcdef', 31)],
    [head, line('0123456789abcdef', 33)],
    [head, good, good],
    [head, good, ''],
    [head, ` ${good}`],
    [head, good.slice(0, -2)],
  ];
  for (const lines of damaged) {
    assert.throws(
      () => localRootKey(writeKeys([...lines, ...(lines.at(-1) === '' ? [good] : [])])),
      (error: Error) => error instanceof RootKeyFileError && !error.message.includes('BQUF'),
      JSON.stringify(lines),
    );
  }
});

test('root rotation: the new key wraps, the old one opens until everything is wrapped anew', async () => {
  const file = freshPath();
  const scopeId = newId();
  const before = localRootKey(file, { create: true });
  const keys = await newWrappedKeys(before, scopeId);

  const added = addRootKey(file);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const both = localRootKey(file);
  assert.equal(both.id, added);
  const rewrapped = await Promise.all(keys.map((key) => rewrapKey(both, scopeId, key)));
  for (const key of rewrapped) assert.equal(key.rootKeyId, added);

  assert.deepEqual(removeRootKeys(file, new Set([before.id])), []);
  assert.deepEqual(removeRootKeys(file, new Set()), [before.id]);
  assert.deepEqual(removeRootKeys(file, new Set()), []);
  const after = localRootKey(file);
  const ctx = { table: 'cases', row: newId(), use: 'list' };
  const sealed = (await createKeyRing({ root: before, load: async () => keys }).open(scopeId)).seal(
    ctx,
    'text',
  );
  const scope = await createKeyRing({ root: after, load: async () => rewrapped }).open(scopeId);
  assert.equal(scope.unseal(ctx, sealed), 'text');
  await assert.rejects(createKeyRing({ root: after, load: async () => keys }).open(scopeId), KeyUnavailable);
});

test('a running server opens what a root rotation wrapped anew, and wraps by the new key itself', async () => {
  const file = freshPath();
  const scopeId = newId();
  const running = localRootKey(file, { create: true });
  const keys = await newWrappedKeys(running, scopeId);
  addRootKey(file);
  const rotated = localRootKey(file);
  const rewrapped = await Promise.all(keys.map((key) => rewrapKey(rotated, scopeId, key)));
  const scope = await createKeyRing({ root: running, load: async () => rewrapped }).open(scopeId);
  assert.equal(scope.sealVersion, 1);
  for (const key of await newWrappedKeys(running, newId())) assert.equal(key.rootKeyId, rotated.id);
});

test('another root key of the same name opens nothing', async () => {
  const scopeId = newId();
  const one = localRootKey(
    writeKeys([head, `local:0123456789abcdef ${Buffer.alloc(32, 1).toString('base64')}`]),
  );
  const other = localRootKey(writeKeys([head, line('0123456789abcdef')]));
  const keys = await newWrappedKeys(one, scopeId);
  await assert.rejects(createKeyRing({ root: other, load: async () => keys }).open(scopeId), KeyUnavailable);
});

test('of several root keys the first wraps and each opens its own', async () => {
  const scopeId = newId();
  const one = localRootKey(freshPath(), { create: true });
  const other = localRootKey(freshPath(), { create: true });
  const both = anyRootKey(one, other);
  assert.equal(both.id, one.id);
  for (const root of [one, other, both]) {
    const keys = await newWrappedKeys(root, scopeId);
    const scope = await createKeyRing({ root: both, load: async () => keys }).open(scopeId);
    assert.equal(scope.sealVersion, 1);
  }
  const stranger = await newWrappedKeys(localRootKey(freshPath(), { create: true }), scopeId);
  await assert.rejects(
    createKeyRing({ root: both, load: async () => stranger }).open(scopeId),
    KeyUnavailable,
  );
});
