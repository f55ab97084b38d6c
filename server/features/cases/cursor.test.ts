import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AppError } from '#server/platform/app-error.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

test('a cursor is read back as the place it names', () => {
  const place = fc.tuple(fc.oneof(fc.string({ maxLength: 60 }), fc.integer()), fc.uuid({ version: 4 }));
  fc.assert(fc.property(place, (given) => assert.deepEqual(decodeCursor(encodeCursor(given)), given)));
});

test('whatever else is sent as a cursor is refused, and nothing breaks', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), fc.json()), (hostile) => {
      assert.throws(
        () => decodeCursor(hostile),
        (error) => error instanceof AppError && error.code === 'invalid_field',
      );
    }),
  );
});
