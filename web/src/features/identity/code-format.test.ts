import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CODE_LENGTH, codeOf, grouped } from './code-format.ts';

test('a pasted code with dashes, spaces and small letters is the code', () => {
  assert.equal(codeOf(' abcd-efgh 23 45 \n'), 'ABCDEFGH2345');
  assert.equal(grouped('ABCDEFGH2345'), 'ABCD EFGH 2345');
  assert.equal(grouped('ABCDE'), 'ABCD E');
  assert.equal(grouped(''), '');
});

test('grouping never changes the code', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const code = codeOf(typed);
      assert.ok(code.length <= CODE_LENGTH);
      assert.equal(codeOf(grouped(code)), code);
    }),
  );
});
