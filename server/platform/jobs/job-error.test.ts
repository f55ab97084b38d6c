import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jobError } from './job-error.ts';

test('an error that was copied into an object is one again, with its code and frames', () => {
  const error = Object.assign(new Error('connect refused'), { code: 'ECONNREFUSED' });
  const told = jobError({ ...error, message: error.message, stack: error.stack, queue: 'mail' });
  assert.ok(told instanceof Error);
  assert.deepEqual(
    [told.message, told.stack, Reflect.get(told, 'code'), Reflect.get(told, 'queue')],
    ['connect refused', error.stack, 'ECONNREFUSED', 'mail'],
  );
});

test('an error stays itself, and what is none stays what it is', () => {
  const error = new Error('so');
  assert.equal(jobError(error), error);
  for (const odd of ['words', undefined, null, {}, { message: 5 }]) assert.equal(jobError(odd), odd);
});
