import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dueOf } from './enrolment-due.ts';

test('an administrator has seven days, whatever the workspace says, and less where it says so', () => {
  const since = '2026-01-01T00:00:00Z';
  assert.equal(dueOf(since, null), '2026-01-08T00:00:00.000Z');
  assert.equal(dueOf(since, '2026-03-01T00:00:00Z'), '2026-01-08T00:00:00.000Z');
  assert.equal(dueOf(since, '2026-01-02T00:00:00Z'), '2026-01-02T00:00:00.000Z');
});

test('everyone else has until the workspace says, and for ever where it says nothing', () => {
  assert.equal(dueOf(null, '2026-03-01T00:00:00Z'), '2026-03-01T00:00:00.000Z');
  assert.equal(dueOf(null, null), null);
});
