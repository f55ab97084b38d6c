import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import bcrypt from 'bcrypt';
import { hashSlowly, isOutdatedHash, matchesSlowly } from './slow-hash.ts';

test('a secret matches its own hash and no other, and two hashes of it differ', async () => {
  const [first, second] = await Promise.all([hashSlowly('a secret'), hashSlowly('a secret')]);
  assert.match(first, /^\$2[ab]\$12\$/);
  assert.notEqual(first, second);
  assert.equal(await matchesSlowly('a secret', second), true);
  assert.equal(await matchesSlowly('another', first), false);
  assert.equal(isOutdatedHash(first), false);
  assert.equal(isOutdatedHash(await bcrypt.hash('a secret', 4)), true);
});

test('without a hash nothing matches', async () => {
  assert.equal(await matchesSlowly('a secret', undefined), false);
});

test('what bcrypt would cut is refused: control, bcrypt itself takes it', async () => {
  const long = 'x'.repeat(73);
  for (const secret of [long, 'a\0b', '']) {
    assert.throws(() => hashSlowly(secret), RangeError);
    await assert.rejects(matchesSlowly(secret, undefined), RangeError);
  }
  assert.equal(
    await bcrypt.compare(`${'x'.repeat(72)}no`, await bcrypt.hash(`${'x'.repeat(72)}yes`, 4)),
    true,
  );
});

test('files are still read while more secrets are hashed than there are threads', async () => {
  const order: string[] = [];
  const hashing = Array.from({ length: 4 }, () => hashSlowly('a secret').then(() => order.push('hash')));
  await readFile(import.meta.filename).then(() => order.push('file'));
  await Promise.all(hashing);
  assert.equal(order.length, 5);
  assert.ok(order.indexOf('file') < 2, order.join());
});
