import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refreshFor, staleKeys } from './live-events.ts';

const id = '3f2b8c1e-0000-4000-8000-000000000000';

test('a changed case is read again, and so are the lists it may stand in', () => {
  assert.deepEqual(staleKeys({ kind: 'case.changed', id }), [['case', id], ['cases'], ['home']]);
});

test('only the workspace that was told of is read again, and what its reader may do there', () => {
  const asked: unknown[] = [];
  const client = {
    invalidateQueries: (filter?: { queryKey?: unknown }) =>
      Promise.resolve(void asked.push(filter?.queryKey)),
  };
  refreshFor({ kind: 'members.changed', id }, 'w1', client);
  assert.deepEqual(asked, [['w', 'w1', 'members'], ['session']]);
});
