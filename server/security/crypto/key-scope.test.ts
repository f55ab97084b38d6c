import assert from 'node:assert/strict';
import { createSecretKey, hkdfSync, webcrypto } from 'node:crypto';
import test from 'node:test';
import fc from 'fast-check';
import { testScope } from '#tests/support/key-scope.ts';
import { KeyUnavailable, UnsealError } from './crypto.errors.ts';
import { keyBoxOf, ownScope } from './key-scope.ts';
import { newId } from './random.ts';
import { brandSealed } from './sealed.ts';

const ctx = { table: 'cases', row: 'f47ac10b-58cc-4372-a567-0e02b2c3d479', use: 'list' };
const scopeId = '7d444840-9dc0-41d2-b245-5ffdce74fad2';
const sealBytes = Buffer.alloc(32, 7);
const indexBytes = Buffer.alloc(32, 9);

function fixedScope(id = scopeId, sealKey = sealBytes) {
  return ownScope({
    scopeId: id,
    seal: new Map([[3, createSecretKey(sealKey)]]),
    sealVersion: 3,
    index: createSecretKey(indexBytes),
    onUnknownVersion: () => undefined,
  }).scope;
}

test('what was sealed opens as it was', () => {
  const scope = fixedScope();
  fc.assert(
    fc.property(fc.jsonValue(), fc.uint8Array({ maxLength: 5_000 }), (value, bytes) => {
      const expected = JSON.parse(JSON.stringify(value));
      assert.deepEqual(scope.unseal(ctx, scope.seal(ctx, value)), expected);
      assert.deepEqual(scope.unsealBytes(ctx, scope.sealBytes(ctx, bytes)), Buffer.from(bytes));
    }),
  );
});

test('a blob is AES-256-GCM in the documented layout, as another implementation reads it', async () => {
  const blob = fixedScope().seal(ctx, { title: 'x' });
  assert.equal(blob[0], 1);
  assert.equal(blob.readUInt32BE(1), 3);
  const key = await webcrypto.subtle.importKey('raw', sealBytes, 'AES-GCM', false, ['decrypt']);
  const additionalData = Buffer.from(
    JSON.stringify(['caseward/seal', 1, scopeId, ctx.table, ctx.row, ctx.use]),
  );
  const iv = Uint8Array.from(blob.subarray(5, 17));
  const sealed = Uint8Array.from(blob.subarray(17));
  const plain = await webcrypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed);
  assert.equal(Buffer.from(plain).toString(), '{"title":"x"}');
});

test('a blob recorded with the first release still opens', () => {
  const recorded = Buffer.from(
    'AQAAAAPy6zApnw8501RAEImiecNNcFmK8QrFrGnnqZ0aAJfXLo/F4yv2+cyAea6KqjzkUcU=',
    'base64',
  );
  assert.deepEqual(fixedScope().unseal(ctx, brandSealed(recorded)), { title: 'recorded' });
});

test('two seals of one value differ', () => {
  const scope = fixedScope();
  assert.notDeepEqual(scope.seal(ctx, 'same'), scope.seal(ctx, 'same'));
});

test('every flipped bit keeps a blob shut', () => {
  const scope = fixedScope();
  const blob = scope.seal(ctx, { title: 'a title' });
  for (let bit = 0; bit < blob.length * 8; bit += 1) {
    const changed = Buffer.from(blob);
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    assert.throws(() => scope.unseal(ctx, brandSealed(changed)), UnsealError, `bit ${bit}`);
  }
});

test('a blob cut at any length or made longer stays shut', () => {
  const scope = fixedScope();
  const blob = scope.seal(ctx, 'text');
  for (let length = 0; length < blob.length; length += 1) {
    assert.throws(() => scope.unseal(ctx, brandSealed(blob.subarray(0, length))), UnsealError);
  }
  assert.throws(() => scope.unseal(ctx, brandSealed(Buffer.concat([blob, Buffer.of(0)]))), UnsealError);
});

test('a blob moved to another table, row, use or scope stays shut', () => {
  const scope = fixedScope();
  const blob = scope.seal(ctx, 'text');
  const places = [
    { ...ctx, table: 'comments' },
    { ...ctx, row: newId() },
    { ...ctx, use: 'body' },
    { table: 'cases', row: `${ctx.row}","list`, use: '' },
    { table: `cases","${ctx.row}`, row: 'list', use: '' },
  ];
  for (const place of places) assert.throws(() => scope.unseal(place, blob), UnsealError);
  assert.throws(() => fixedScope(newId()).unseal(ctx, blob), UnsealError);
  assert.throws(() => fixedScope(scopeId, Buffer.alloc(32, 8)).unseal(ctx, blob), UnsealError);
  assert.equal(scope.unseal(ctx, blob), 'text');
});

test('no two contexts share their associated data', () => {
  const scope = fixedScope();
  const part = fc.string({ unit: 'binary', maxLength: 6 });
  const place = fc.record({ table: part, row: part, use: part });
  fc.assert(
    fc.property(place, place, (one, other) => {
      const same = one.table === other.table && one.row === other.row && one.use === other.use;
      const blob = scope.seal(one, 1);
      if (same) assert.equal(scope.unseal(other, blob), 1);
      else assert.throws(() => scope.unseal(other, blob), UnsealError);
    }),
  );
});

test('JSON, bytes and keys do not open as each other, whatever their first byte says', () => {
  const scope = fixedScope();
  const box = keyBoxOf(scope);
  const key = box.sealKey(ctx, Buffer.alloc(32, 1));
  assert.deepEqual(box.openKey(ctx, key), Buffer.alloc(32, 1));
  for (const format of [1, 2, 3]) {
    const relabelled = Buffer.from(key);
    relabelled.writeUInt8(format, 0);
    assert.throws(() => scope.unsealBytes(ctx, relabelled), UnsealError);
    assert.throws(() => scope.unseal(ctx, brandSealed(relabelled)), UnsealError);
  }
});

test('every failure says the same, and nothing of why', () => {
  const scope = fixedScope();
  const blob = scope.seal(ctx, 'text');
  const changed = Buffer.from(blob);
  changed.writeUInt8(changed.readUInt8(20) ^ 1, 20);
  const attempts = [
    () => scope.unseal(ctx, brandSealed(changed)),
    () => scope.unseal({ ...ctx, use: 'body' }, blob),
    () => scope.unseal(ctx, brandSealed(Buffer.alloc(0))),
  ];
  for (const attempt of attempts) {
    assert.throws(attempt, { name: 'UnsealError', message: 'This data cannot be opened.' });
  }
});

test('what JSON cannot hold is not sealed', () => {
  assert.throws(() => fixedScope().seal(ctx, undefined), TypeError);
});

test('digests are HMAC-SHA256 under an HKDF subkey a purpose, as another implementation computes them', async () => {
  const scope = fixedScope();
  const base = await webcrypto.subtle.importKey('raw', indexBytes, 'HKDF', false, ['deriveBits']);
  const info = Buffer.from('caseward/lookup/email');
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: Buffer.alloc(0), info };
  const subkey = Buffer.from(await webcrypto.subtle.deriveBits(parameters, base, 256));
  assert.deepEqual(subkey, Buffer.from(hkdfSync('sha256', indexBytes, '', info, 32)));
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await webcrypto.subtle.importKey('raw', subkey, hmac, false, ['sign']);
  const expected = Buffer.from(await webcrypto.subtle.sign('HMAC', key, Buffer.from('a@example.org')));
  assert.deepEqual(scope.lookup('email', 'a@example.org'), expected);
});

test('digests differ by scope key, kind, purpose and value, and repeat for the same', () => {
  const scope = fixedScope();
  assert.deepEqual(scope.lookup('email', 'a'), scope.lookup('email', 'a'));
  assert.notDeepEqual(scope.lookup('email', 'a'), scope.lookup('email', 'b'));
  assert.notDeepEqual(scope.lookup('email', 'a'), scope.lookup('name', 'a'));
  assert.notDeepEqual(scope.lookup('email', 'a'), scope.mac('email', 'a'));
});

test('tokens spread over the whole signed 64-bit range', () => {
  const scope = fixedScope();
  const tokens = Array.from({ length: 2_000 }, (_, i) => scope.token64('words', `word ${i}`));
  assert.equal(new Set(tokens).size, tokens.length);
  for (const token of tokens) assert.equal(BigInt.asIntN(64, token), token);
  const negative = tokens.filter((token) => token < 0n).length;
  assert.ok(negative > 850 && negative < 1_150, String(negative));
});

test('two workspaces digest and seal apart', async () => {
  const [one, other] = await Promise.all([testScope(), testScope()]);
  assert.notDeepEqual(one.scope.lookup('email', 'a'), other.scope.lookup('email', 'a'));
  const blob = one.scope.seal(ctx, 'text');
  assert.throws(() => other.scope.unseal(ctx, blob), UnsealError);
});

test('a closed scope neither seals, opens nor digests', () => {
  const { scope, close } = ownScope({
    scopeId,
    seal: new Map([[1, createSecretKey(sealBytes)]]),
    sealVersion: 1,
    index: createSecretKey(indexBytes),
    onUnknownVersion: () => assert.fail('a closed scope asks for no reload'),
  });
  const blob = scope.seal(ctx, 'text');
  close();
  assert.throws(() => scope.seal(ctx, 'text'), KeyUnavailable);
  assert.throws(() => scope.unseal(ctx, blob), KeyUnavailable);
  assert.throws(() => scope.lookup('email', 'a'), KeyUnavailable);
  assert.throws(() => scope.mac('session-token', 'a'), KeyUnavailable);
});
