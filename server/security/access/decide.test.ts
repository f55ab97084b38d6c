import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Policies, SCOPE_ACTIONS, SCOPE_NEEDS, Scope } from '#contracts/access.ts';
import { actionsOn, decide, NEVER_OWN, type Relation, relationToItem } from './decide.ts';
import { ACTIONS, cellOf, RANK, ROLES, type Role } from './role-table.ts';
import { scopesAllow } from './scopes.ts';

const keys = Object.keys(Policies.shape);
const allPolicies = (on: boolean) => Policies.parse(Object.fromEntries(keys.map((key) => [key, on])));
const ON = allPolicies(true);
const OFF = allPolicies(false);
const STRANGER: Relation = { own: false, assigned: false, restricted: false, grant: null };

const anyRole = fc.constantFrom(...ROLES);
const anyAction = fc.constantFrom(...ACTIONS);
const anyPolicies = fc
  .record(Object.fromEntries(keys.map((key) => [key, fc.boolean()])))
  .map((p) => Policies.parse(p));
const anyRelation: fc.Arbitrary<Relation> = fc.record({
  own: fc.boolean(),
  assigned: fc.boolean(),
  restricted: fc.boolean(),
  grant: fc.constantFrom(null, 'read', 'comment', 'edit'),
});
const anyActor = fc.record({ role: anyRole, assignedOnly: fc.boolean(), scopes: fc.constant(null) });
const FREE = { assignedOnly: false, scopes: null };
const nextRole = (role: Role) => ROLES.find((other) => RANK[other] === RANK[role] + 1);

test('a cell that says no is no, whatever else holds', () => {
  fc.assert(
    fc.property(anyActor, anyAction, anyRelation, anyPolicies, (actor, action, about, policies) => {
      if (cellOf(action, actor.role) === 'no')
        assert.equal(decide(actor, action, about, policies).allow, false);
    }),
  );
});

test('a token does what its scopes allow and its maker may, and nothing else', () => {
  const some = fc.subarray([...Scope.options]);
  fc.assert(
    fc.property(anyActor, some, anyAction, anyRelation, (actor, scopes, action, about) => {
      const { allow } = decide({ ...actor, scopes }, action, about, ON);
      assert.equal(allow, scopesAllow(scopes, action) && decide(actor, action, about, ON).allow);
    }),
  );
});

test('a scope that changes records counts for nothing without the one that reads them', () => {
  for (const [scope, needed] of Object.entries(SCOPE_NEEDS) as [Scope, Scope][])
    for (const action of SCOPE_ACTIONS[scope]) {
      assert.equal(scopesAllow([scope, needed], action), true);
      const others = Scope.options.filter((other) => other !== needed);
      const freely = others.some((other) => !(other in SCOPE_NEEDS) && scopesAllow([other], action));
      assert.equal(scopesAllow(others, action), freely, `${scope} ${action}`);
    }
});

test('nobody acts on a role above their own', () => {
  fc.assert(
    fc.property(anyActor, anyAction, anyRole, anyPolicies, (actor, action, role, policies) => {
      if (decide(actor, action, { role }, policies).allow) assert.ok(RANK[role] <= RANK[actor.role]);
    }),
  );
});

test('nobody reviews their own case, the owner of the workspace neither', () => {
  fc.assert(
    fc.property(anyActor, anyRelation, anyPolicies, (actor, relation, policies) => {
      for (const action of NEVER_OWN)
        for (const mine of [{ own: true }, { own: false, authored: true }])
          assert.equal(decide(actor, action, { ...relation, ...mine }, policies).allow, false);
    }),
  );
  assert.equal(decide({ role: 'reviewer', ...FREE }, 'case.review', STRANGER, OFF).allow, true);
});

test('with every policy on, a higher role may do all that a lower one may', () => {
  fc.assert(
    fc.property(anyRole, fc.boolean(), anyAction, anyRelation, (role, assignedOnly, action, about) => {
      const above = nextRole(role);
      if (!above || !decide({ role, assignedOnly, scopes: null }, action, about, ON).allow) return;
      // The product's table keeps reviewers to their own contacts and tasks, whatever members are allowed.
      if (above === 'reviewer' && action === 'work.edit') return;
      assert.equal(
        decide({ role: above, assignedOnly, scopes: null }, action, about, ON).allow,
        true,
        `${above} ${action}`,
      );
    }),
  );
});

test('with policies off, only a manager may do less than a reviewer, and only where the table says so', () => {
  const dips = ACTIONS.filter((action) =>
    ROLES.some((role) => {
      const above = nextRole(role);
      const may = (as: Role) => decide({ role: as, ...FREE }, action, STRANGER, OFF).allow;
      return above !== undefined && may(role) && !may(above);
    }),
  );
  assert.deepEqual(dips, ['case.review', 'case.publish']);
});

test('a policy only ever adds', () => {
  fc.assert(
    fc.property(anyActor, anyAction, anyRelation, anyPolicies, (actor, action, about, policies) => {
      if (decide(actor, action, about, policies).allow)
        assert.equal(decide(actor, action, about, ON).allow, true);
    }),
  );
});

test('a restricted record is closed to all without a grant but owner and admin', () => {
  fc.assert(
    fc.property(anyActor, anyAction, anyPolicies, (actor, action, policies) => {
      const about = { ...STRANGER, assigned: true, restricted: true };
      if (decide(actor, action, about, policies).allow) assert.ok(RANK[actor.role] >= RANK.admin);
    }),
  );
});

test('a grant caps what a role would allow', () => {
  const manager = { role: 'manager', ...FREE } as const;
  const may = (grant: Relation['grant']) => {
    const about = { ...STRANGER, restricted: true, grant };
    return (['case.read', 'case.comment', 'case.edit'] as const).map(
      (a) => decide(manager, a, about, ON).allow,
    );
  };
  assert.deepEqual(may(null), [false, false, false]);
  assert.deepEqual(may('read'), [true, false, false]);
  assert.deepEqual(may('comment'), [true, true, false]);
  assert.deepEqual(may('edit'), [true, true, true]);
});

test('a member bound to assigned records reads no other', () => {
  const bound = { role: 'member', assignedOnly: true, scopes: null } as const;
  assert.deepEqual(decide(bound, 'case.read', STRANGER, ON), { allow: false, reason: 'assigned-only' });
  assert.equal(decide(bound, 'case.read', { ...STRANGER, assigned: true }, ON).allow, true);
  assert.equal(decide({ ...bound, assignedOnly: false }, 'case.read', STRANGER, ON).allow, true);
});

test('a member edits their own cases, others’ by policy; a viewer only reads', () => {
  const member = { role: 'member', ...FREE } as const;
  assert.deepEqual(decide(member, 'case.edit', STRANGER, OFF), { allow: false, reason: 'policy-off' });
  assert.equal(decide(member, 'case.edit', STRANGER, ON).allow, true);
  assert.equal(decide(member, 'case.edit', { ...STRANGER, own: true }, OFF).allow, true);
  assert.deepEqual(actionsOn({ role: 'viewer', ...FREE }, { ...STRANGER, own: true }, OFF), [
    'case.read',
    'work.read',
    'member.read',
  ]);
});

test('a grant lets one at the items of a restricted record, and makes none of them one’s own', () => {
  const about = (grant: Relation['grant'], own: boolean) =>
    relationToItem({ ...STRANGER, restricted: true, assigned: true, grant }, own);
  const member = { role: 'member', ...FREE } as const;
  const may = (relation: Relation, role: Role = 'member') =>
    decide({ ...member, role }, 'item.delete', relation, OFF).allow;
  assert.equal(may(about('edit', true)), true);
  assert.equal(may(about('edit', false)), false);
  assert.equal(may(about('comment', true)), true);
  assert.equal(may(about('read', true)), false);
  assert.equal(may(about('read', false), 'manager'), false);
  assert.equal(may(about('edit', false), 'manager'), true);
});
