import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sliceOf } from './byte-range.ts';

const cases: [header: string | undefined, expected: ReturnType<typeof sliceOf>][] = [
  [undefined, undefined],
  ['bytes=0-0', { start: 0, end: 1 }],
  ['bytes=0-99', { start: 0, end: 100 }],
  ['bytes=10-', { start: 10, end: 100 }],
  ['bytes=-10', { start: 90, end: 100 }],
  ['bytes=-1000', { start: 0, end: 100 }],
  ['bytes=90-1000', { start: 90, end: 100 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=5-4', undefined],
  ['bytes=0-1,5-6', undefined],
  ['bytes=-', undefined],
  ['items=0-1', undefined],
  ['bytes=0x1-2', undefined],
];

for (const [header, expected] of cases) {
  test(`${header} of 100 bytes`, () => assert.deepEqual(sliceOf(header, 100), expected));
}

test('whatever is asked, what is given lies inside the file', () => {
  const number = fc.option(fc.nat(300), { nil: '' });
  fc.assert(
    fc.property(number, number, fc.nat(200), (from, to, size) => {
      const slice = sliceOf(`bytes=${from}-${to}`, size);
      if (slice === undefined || slice === 'unsatisfiable') return;
      assert.ok(slice.start >= 0 && slice.start < slice.end && slice.end <= size);
    }),
  );
});
