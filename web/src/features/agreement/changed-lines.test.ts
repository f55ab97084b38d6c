import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedLines } from './changed-lines.ts';

test('what only one of both versions has is told, and nothing that both have', () => {
  assert.deepEqual(changedLines({ before: ['a', 'b'], after: ['b', 'c'] }), [
    { kind: 'gone', line: 'a' },
    { kind: 'new', line: 'c' },
  ]);
  assert.deepEqual(changedLines({ before: ['a'], after: ['a'] }), []);
  assert.deepEqual(changedLines({ before: [], after: ['a'] }), [{ kind: 'new', line: 'a' }]);
});
