import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import fc from 'fast-check';
import { equalSecrets } from './compare.ts';

test('secrets are equal exactly when their bytes are', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
      assert.equal(equalSecrets(a, b), Buffer.compare(a, b) === 0);
      assert.equal(equalSecrets(a, Uint8Array.from(a)), true);
    }),
  );
});

test('any lengths compare, text and bytes alike', () => {
  assert.equal(equalSecrets('secret', 'secret'), true);
  assert.equal(equalSecrets('secret', Buffer.from('secret')), true);
  assert.equal(equalSecrets('secret', 'secre'), false);
  assert.equal(equalSecrets('', 'x'), false);
});

test('a lone surrogate does not equal the mark it is encoded as', () => {
  assert.equal(equalSecrets('\ud800', '\ufffd'), false);
  assert.equal(equalSecrets('\ud800', '\ud800'), false);
});

test('the comparison itself is the constant-time one', () => {
  const source = readFileSync(new URL('./compare.ts', import.meta.url), 'utf8');
  assert.match(source, /timingSafeEqual\(digest\(a\), digest\(b\)\)/);
  assert.doesNotMatch(source, /\ba === b\b|\.equals\(|\.compare\(|\.length\s*[!=]==/);
});
