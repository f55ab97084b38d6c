import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Policies } from '#contracts/access.ts';
import { ACTIONS, cellOf, policyOf, RANK, ROLES, rolesUpTo } from './role-table.ts';

test('every cell that names a policy has one, and no other does', () => {
  const used = new Set<string>();
  for (const action of ACTIONS)
    for (const role of ROLES) {
      const policy = policyOf(action, role);
      assert.equal(policy !== null, cellOf(action, role).endsWith('policy'), `${action} ${role}`);
      if (policy) used.add(policy);
    }
  assert.deepEqual([...used].sort(), Object.keys(Policies.shape).sort());
});

test('the owner may do everything, the viewer may only read, and comment where policy says so', () => {
  const viewer = ACTIONS.filter((action) => cellOf(action, 'viewer') !== 'no');
  assert.deepEqual(viewer, ['case.read', 'case.comment', 'work.read', 'member.read']);
  for (const action of ACTIONS) assert.equal(cellOf(action, 'owner'), 'yes', action);
});

test('the columns stand in the order of rank', () => {
  assert.equal(cellOf('billing.manage', 'admin'), 'no');
  assert.equal(cellOf('member.manage', 'admin'), 'yes');
  assert.equal(cellOf('member.manage', 'manager'), 'no');
  assert.equal(cellOf('case.review', 'manager'), 'policy');
  assert.equal(cellOf('work.edit', 'reviewer'), 'own');
  assert.equal(cellOf('work.edit', 'member'), 'own-or-policy');
  assert.deepEqual(
    [...ROLES].sort((a, b) => RANK[a] - RANK[b]),
    [...ROLES],
  );
});

test('one may give the roles up to one’s own', () => {
  assert.deepEqual(rolesUpTo('admin'), ['viewer', 'member', 'reviewer', 'manager', 'admin']);
});
