import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fitOf, rank } from './rank.ts';

const items = ['Go to cases', 'New case', 'Go to audit log', 'Dark theme'].map((label) => ({ label }));

test('letters in order find their item, word starts first', () => {
  assert.deepEqual(
    rank(items, 'nc').map(({ label }) => label),
    ['New case'],
  );
  assert.equal(rank(items, 'go').length, 2);
  assert.equal(rank(items, 'case')[0]?.label, 'New case');
  assert.equal(fitOf('xyz', 'New case'), undefined);
});

test('an empty query keeps all in order, and a text always fits itself', () => {
  assert.deepEqual(rank(items, ' '), items);
  fc.assert(fc.property(fc.string({ maxLength: 40 }), (text) => fitOf(text, text) !== undefined));
});
