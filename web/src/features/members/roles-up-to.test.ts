import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ROLES } from '#contracts/common.ts';
import { rolesUpTo } from './roles-up-to.ts';

test('nobody is offered a role above their own, and the order is that of the contract', () => {
  assert.deepEqual(rolesUpTo('owner').toReversed(), [...ROLES]);
  assert.ok(!rolesUpTo('admin').includes('owner'));
  assert.deepEqual(rolesUpTo('viewer'), ['viewer']);
});
