import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateInputOf, dueAtOf } from './due-date.ts';

test('a day comes back as it was chosen, and none stays none', () => {
  for (const day of ['2026-02-28', '2026-03-29', '2026-10-25', '2028-02-29'])
    assert.equal(dateInputOf(dueAtOf(day)), day);
  assert.equal(dueAtOf(''), null);
  assert.equal(dateInputOf(null), '');
});
