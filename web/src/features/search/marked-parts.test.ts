import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { markedParts } from './marked-parts.ts';

test('found words are marked, the rest is not', () => {
  assert.deepEqual(markedParts({ text: 'pump failed again', ranges: [{ start: 5, end: 11 }] }), [
    { text: 'pump ', marked: false },
    { text: 'failed', marked: true },
    { text: ' again', marked: false },
  ]);
});

test('whatever the ranges, the text stays whole', () => {
  const range = fc.record({ start: fc.nat(60), end: fc.nat(60) });
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), fc.array(range), (text, ranges) => {
      assert.equal(
        markedParts({ text, ranges })
          .map((part) => part.text)
          .join(''),
        text,
      );
    }),
  );
});
