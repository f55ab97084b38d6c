import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOutage } from './outage.ts';

const coded = (code: string, more: object = {}) => Object.assign(new Error('x'), { code }, more);

test('what is away over the network is an outage, however deep it lies', () => {
  for (const error of [
    coded('ECONNREFUSED'),
    coded('57P01'),
    coded('08006'),
    new Error('Connection terminated unexpectedly'),
    Object.assign(new Error('x'), { $fault: 'server', $metadata: { httpStatusCode: 500 } }),
    new Error('upload', { cause: new Error('put', { cause: coded('ETIMEDOUT') }) }),
  ])
    assert.equal(isOutage(error), true, error.message);
});

test('a mistake of ours, a refusal and a client that hung up are none', () => {
  for (const error of [
    coded('42883'),
    coded('23505'),
    coded('ECONNRESET', { statusCode: 400 }),
    Object.assign(new Error('x'), { $fault: 'client', $metadata: { httpStatusCode: 403 } }),
    new TypeError('undefined is not a function'),
    'ECONNREFUSED',
  ])
    assert.equal(isOutage(error), false);
});
