import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newTokenText, parseTokenText } from './token-text.ts';

/** As documented for scanners of secrets in docs/api-tokens.md. */
const DOCUMENTED = /\bcw_[0-9A-Za-z]{16}_[0-9A-Za-z]{49}\b/;

test('a new token is read back, and matches the documented pattern', () => {
  const { text, publicId, secret } = newTokenText();
  assert.deepEqual(parseTokenText(text), { publicId, secret });
  assert.match(text, DOCUMENTED);
});

test('the checksum is the CRC-32 of what stands before it, in base 62', () => {
  const body = `cw_${'0'.repeat(16)}_${'0'.repeat(43)}`;
  assert.ok(parseTokenText(`${body}1IP9R1`) !== undefined);
  assert.equal(parseTokenText(`${body}1IP9R2`), undefined);
});

test('a token with any one character changed is none', () => {
  const { text } = newTokenText();
  const other = fc.constantFrom(...'0123456789ABCXYZabcxyz_- ');
  fc.assert(
    fc.property(fc.nat(text.length - 1), other, (at, character) => {
      if (text[at] === character) return;
      assert.equal(parseTokenText(text.slice(0, at) + character + text.slice(at + 1)), undefined);
    }),
  );
});

test('whatever else someone sends is none', () => {
  const { text } = newTokenText();
  for (const near of [`${text} `, ` ${text}`, `${text}\n`, text.slice(1), text.toUpperCase(), `x${text}`, ''])
    assert.equal(parseTokenText(near), undefined);
  fc.assert(fc.property(fc.string(), (any) => assert.equal(parseTokenText(any), undefined)));
  fc.assert(fc.property(fc.string(), (any) => assert.equal(parseTokenText(`cw_${any}`), undefined)));
});
