import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AppError } from './app-error.ts';
import { encodeCursor, numberPlace, timePlace } from './cursor.ts';

const id = '0b9f4a52-7f0c-4c1e-9d0a-3f5c6b7d8e9f';
const refused = (error: unknown) => error instanceof AppError && error.code === 'invalid_field';

test('a cursor is read back as the place it names', () => {
  const ids = fc.uuid({ version: 4 });
  const numbers = fc.tuple(fc.integer({ min: 0 }), ids);
  fc.assert(fc.property(numbers, (given) => assert.deepEqual(numberPlace(encodeCursor(given)), given)));
  for (const time of ['2026-11-22T08:50:16.251123Z', 'infinity'])
    assert.deepEqual(timePlace(encodeCursor([time, id])), [time, id]);
});

test('whatever else is sent as a cursor is refused, and nothing breaks', () => {
  const hostile = fc.oneof(fc.string(), fc.base64String(), fc.json());
  fc.assert(
    fc.property(hostile, (sent) => {
      for (const read of [timePlace, numberPlace]) assert.throws(() => read(sent), refused);
    }),
  );
});

test('a place that the database could not compare with is refused', () => {
  for (const time of [
    '',
    'now',
    '0000-01-01T00:00:00Z',
    '2026-13-01',
    '-infinity',
    '2026-01-01T00:00:00+23:00',
  ])
    assert.throws(() => timePlace(encodeCursor([time, id])), refused, time);
  for (const number of [-1, 0.5, 2_147_483_648, 1e300])
    assert.throws(() => numberPlace(encodeCursor([number, id])), refused, String(number));
  assert.throws(() => timePlace(encodeCursor([1, id])), refused);
  assert.throws(() => numberPlace(encodeCursor(['infinity', id])), refused);
  assert.throws(() => timePlace(encodeCursor(['infinity', 'x'])), refused);
});
