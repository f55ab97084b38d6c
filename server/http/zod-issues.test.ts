import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { fieldIssues } from './zod-issues.ts';

const saidOf = (schema: z.ZodType, value: unknown) =>
  fieldIssues(schema.safeParse(value).error?.issues ?? []).map(({ message }) => message);

test('what is wrong with a field is said in words of people', () => {
  assert.deepEqual(saidOf(z.string().min(20), 'short'), ['At least 20 characters.']);
  assert.deepEqual(saidOf(z.string().max(3), 'longer'), ['At most 3 characters.']);
  assert.deepEqual(saidOf(z.string().min(1), ''), ['This is needed.']);
  assert.deepEqual(saidOf(z.strictObject({ name: z.string() }), {}), ['This is needed.']);
  assert.deepEqual(saidOf(z.array(z.string()).max(2), ['a', 'b', 'c']), ['At most 2 entries.']);
  assert.deepEqual(saidOf(z.number().min(5), 4), ['At least 5.']);
  assert.deepEqual(saidOf(z.email(), 'nobody'), ['This is no e-mail address.']);
  assert.deepEqual(saidOf(z.url(), 'nowhere'), ['This is no address, as in https://example.org.']);
});

test('what a contract says itself stays, and values are not repeated', () => {
  assert.deepEqual(saidOf(z.string().min(3, 'Say more.'), 'x'), ['Say more.']);
  const [strange] = fieldIssues(z.strictObject({}).safeParse({ '<b>': 1 }).error?.issues ?? []);
  assert.deepEqual(strange, { field: '?', message: 'This field is not known.' });
});
