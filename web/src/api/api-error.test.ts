import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError, fieldErrors, sentenceOf } from './api-error.ts';

test('a problem gives each field its sentence', () => {
  const error = new ApiError(
    422,
    {
      code: 'invalid_field',
      message: 'Something is not right.',
      issues: [{ field: 'email', message: 'This is not an address.' }],
    },
    'r1',
  );
  assert.deepEqual(fieldErrors(error), { '': 'Something is not right.', email: 'This is not an address.' });
});

test('without a reply the error says that the server is away', () => {
  const error = new ApiError(0, undefined, undefined);
  assert.equal(error.code, 'offline');
  assert.match(error.message, /cannot be reached/);
});

test('a foreign error never shows its own text', () => {
  assert.doesNotMatch(sentenceOf(new TypeError('secret of the stack')), /secret/);
  assert.deepEqual(fieldErrors(new TypeError('x')), {});
});
