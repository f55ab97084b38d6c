import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RANK, ROLES, type Role } from '#contracts/common.ts';
import { type MembershipChange, refuseMembershipChange, type Standing } from './member.ts';

const ann: Standing = { userId: 'ann', role: 'admin' };
const olaf: Standing = { userId: 'olaf', role: 'owner' };
const as = (role: Role, userId = 'someone'): Standing => ({ userId, role });

const anyStanding = fc.record({ userId: fc.constantFrom('a', 'b', 'c'), role: fc.constantFrom(...ROLES) });
const anyChange: fc.Arbitrary<MembershipChange> = fc
  .record({
    kind: fc.constantFrom('grant', 're-role', 'narrow', 'suspend', 'reinstate', 'remove', 'depart'),
    target: anyStanding,
    role: fc.constantFrom(...ROLES),
    activeOwners: fc.integer({ min: 1, max: 4 }),
  })
  .map((change) => change as MembershipChange);

test('nothing that is let through lifts anyone above the one who does it, or touches one above', () => {
  fc.assert(
    fc.property(anyStanding, anyChange, (actor, change) => {
      if (refuseMembershipChange(actor, change) !== null) return;
      if ('role' in change && (change.kind === 'grant' || change.kind === 're-role'))
        assert.ok(RANK[change.role] <= RANK[actor.role]);
      if (change.kind !== 'grant' && change.target.userId !== actor.userId)
        assert.ok(RANK[change.target.role] <= RANK[actor.role]);
    }),
  );
});

test('only admins and owners change others, and nobody their own role', () => {
  fc.assert(
    fc.property(anyStanding, anyChange, (actor, change) => {
      if (refuseMembershipChange(actor, change) !== null) return;
      const self = change.kind !== 'grant' && change.target.userId === actor.userId;
      if (self) assert.equal(change.kind, 'remove');
      else assert.ok(RANK[actor.role] >= RANK.admin);
    }),
  );
});

test('the last owner stays, by whichever way', () => {
  const last = { target: as('owner', 'last'), activeOwners: 1 };
  assert.equal(refuseMembershipChange(olaf, { kind: 'remove', ...last }), 'last-owner');
  assert.equal(refuseMembershipChange(olaf, { kind: 'suspend', ...last }), 'last-owner');
  assert.equal(refuseMembershipChange(olaf, { kind: 're-role', role: 'admin', ...last }), 'last-owner');
  assert.equal(refuseMembershipChange(olaf, { kind: 'remove', target: olaf, activeOwners: 1 }), 'last-owner');
  assert.equal(refuseMembershipChange(olaf, { kind: 'remove', target: olaf, activeOwners: 2 }), null);
});

test('an admin invites up to admin and leaves owners alone', () => {
  assert.equal(refuseMembershipChange(ann, { kind: 'grant', role: 'admin' }), null);
  assert.equal(refuseMembershipChange(ann, { kind: 'grant', role: 'owner' }), 'above-rank');
  assert.equal(refuseMembershipChange(ann, { kind: 'remove', target: olaf, activeOwners: 3 }), 'above-rank');
  assert.equal(refuseMembershipChange(as('manager'), { kind: 'grant', role: 'viewer' }), 'role');
});

test('anyone may leave', () => {
  const viewer = as('viewer', 'v');
  assert.equal(refuseMembershipChange(viewer, { kind: 'remove', target: viewer, activeOwners: 1 }), null);
});
