import assert from 'node:assert/strict';
import test from 'node:test';
import { newId, randomCode, randomToken } from './random.ts';

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('identifiers are UUID v4 and do not repeat', () => {
  const ids = Array.from({ length: 10_000 }, newId);
  for (const id of ids) assert.match(id, UUID_V4);
  assert.equal(new Set(ids).size, ids.length);
});

test('every random bit of an identifier is even', () => {
  const ids = Array.from({ length: 20_000 }, () => BigInt(`0x${newId().replaceAll('-', '')}`));
  for (let bit = 0n; bit < 128n; bit += 1n) {
    const fixed = (bit >= 76n && bit < 80n) || bit === 62n || bit === 63n;
    const ones = ids.filter((id) => (id >> bit) & 1n).length;
    // Seven standard deviations of a fair coin over 20,000 throws.
    if (!fixed) assert.ok(Math.abs(ones - 10_000) < 495, `bit ${bit}: ${ones}`);
  }
});

test('a token carries as many bytes as asked, without padding', () => {
  assert.equal(Buffer.from(randomToken(32), 'base64url').length, 32);
  assert.match(randomToken(33), /^[A-Za-z0-9_-]{44}$/);
  assert.throws(() => randomToken(0), RangeError);
});

test('a code draws evenly from its alphabet', () => {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789abc';
  const counts = new Map<string, number>();
  for (const letter of randomCode(350_000, alphabet)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  assert.equal(counts.size, alphabet.length);
  for (const [letter, count] of counts) assert.ok(Math.abs(count - 10_000) < 700, `${letter}: ${count}`);
});

test('an alphabet that would bias a code is refused', () => {
  assert.throws(() => randomCode(12, 'AAB'), RangeError);
  assert.throws(() => randomCode(12, 'A'), RangeError);
  assert.throws(() => randomCode(0, 'AB'), RangeError);
});
