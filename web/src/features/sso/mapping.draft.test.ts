import assert from 'node:assert/strict';
import { test } from 'node:test';
import { patchOf, withRole } from './mapping.draft.ts';

const EMPTY = { email: '', name: ' ', groups: '', roles: [], joinRole: '', unasked: false } as const;

test('what is left empty is found by itself, and nobody joins', () => {
  assert.deepEqual(patchOf(EMPTY), {
    mapping: { email: null, name: null, groups: null, roles: [] },
    joinRole: null,
    unasked: false,
  });
});

test('rows without a group are none, and each row keeps a key of its own', () => {
  const one = withRole(withRole(EMPTY, 'viewer'), 'member');
  assert.deepEqual(
    one.roles.map(({ key }) => key),
    [0, 1],
  );
  const filled = {
    ...one,
    roles: one.roles.map((row) => (row.key === 1 ? { ...row, group: ' staff ' } : row)),
  };
  assert.deepEqual(patchOf(filled).mapping?.roles, [{ group: 'staff', role: 'member' }]);
});
