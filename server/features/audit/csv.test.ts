import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { csvLine } from './csv.ts';

test('cells are quoted where they must be', () => {
  assert.equal(csvLine(['a', 'b"c', 'd,e', null, 7]), 'a,"b""c","d,e",,7');
});

test('no cell begins with what a spreadsheet runs', () => {
  fc.assert(
    fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string(), (first, rest) => {
      assert.match(csvLine([first + rest]), /^"?'/);
    }),
  );
});
