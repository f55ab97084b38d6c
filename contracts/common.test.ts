import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ETag, etagOf, line, text, versionOf } from './common.ts';
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
