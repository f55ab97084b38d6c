import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ETag, etagOf, Id, line, Timestamp, text, versionOf } from './common.ts';
import { SignInCode } from './identity.ts';

test('a line refuses control characters and bidirectional overrides, and trims', () => {
  assert.equal(line(20).parse('  Pump failure '), 'Pump failure');
  for (const bad of ['', '   ', 'a\nb', 'a\u0000b', 'a\u202Eb', 'a\u2066b', 'a\u2028b', '\uD800'])
    assert.equal(line(20).safeParse(bad).success, false, JSON.stringify(bad));
});

test('a text keeps its layout and refuses other control characters', () => {
  assert.equal(text(20).parse('a\n\tb\r\n'), 'a\n\tb\r\n');
  for (const bad of ['\u0000', '\u001b[2J', '\u0085', '\uDFFF'])
    assert.equal(text(20).safeParse(bad).success, false, JSON.stringify(bad));
});

test('an entity tag names its version and nothing else does', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_147_483_647 }), (version) => {
      assert.equal(versionOf(etagOf(version)), version);
    }),
  );
  for (const bad of ['v7', 'W/"v7"', '"v0"', '"v07"', '*', '"v7", "v8"', ''])
    assert.equal(versionOf(bad), null, bad);
  assert.ok(ETag.safeParse('"v7"').success);
});

test('a code reads the same in groups and lower case', () => {
  assert.equal(SignInCode.parse('abcd-efgh 2345'), 'ABCDEFGH2345');
  assert.equal(SignInCode.safeParse('abcd-efgh').success, false);
});

test('an id has one spelling', () => {
  const id = '0b9f4a52-7f0c-4c1e-9d0a-3f5c6b7d8e9f';
  assert.equal(Id.parse(id.toUpperCase()), id);
});

test('a time is one that the database knows', () => {
  for (const good of ['0001-01-01T00:00:00Z', '2026-02-28T12:00:00+14:00', '9999-12-31T23:59:59Z'])
    assert.ok(Timestamp.safeParse(good).success, good);
  const tooFar = ['0000-12-31T23:59:59Z', '0001-01-01T00:00:00+01:00', '9999-12-31T23:59:59-01:00'];
  for (const bad of [
    ...tooFar,
    '2026-01-01T00:00:00+16:00',
    '2026-01-01T00:00:00-14:01',
    '2026-02-30T00:00:00Z',
  ])
    assert.equal(Timestamp.safeParse(bad).success, false, bad);
});
