import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AUDIT_ACTION_NAMES } from '#contracts/audit-actions.ts';
import type { AlertKind } from '#contracts/log-watch.ts';
import { actionsOf, isOfKind } from './alert-kinds.ts';
import { judge, type Rule, type SeenEntry } from './judge.ts';

const rule = (change: Partial<Rule> = {}): Rule => ({
  id: 'rule',
  kind: 'many-reads',
  threshold: 3,
  windowMinutes: 1,
  judgedTo: -1,
  ...change,
});
const reads = (actorId: string, ...seconds: number[]): SeenEntry[] =>
  seconds.map((second, i) => ({
    id: `${actorId}-${i}`,
    seq: i,
    at: new Date(1_800_000_000_000 + second * 1_000).toISOString(),
    actorId,
    action: 'case.read',
    detail: {},
  }));
const firedBy = (...args: Parameters<typeof judge>) => judge(...args).map(({ entryId }) => entryId);

test('so many by one person within the window fire once', () => {
  assert.deepEqual(firedBy(rule(), reads('a', 0, 10, 20, 21, 22), []), ['a-2']);
  assert.deepEqual(firedBy(rule(), reads('a', 0, 61, 122, 183), []), [], 'too slow');
  assert.deepEqual(firedBy(rule(), [...reads('a', 0, 1), ...reads('b', 2, 3)], []), [], 'two people');
  assert.deepEqual(firedBy(rule(), reads('a', 0, 1, 2, 70, 71, 72), []), ['a-2', 'a-5'], 'again later');
});

test('entries before what was judged count, and do not fire again', () => {
  assert.deepEqual(firedBy(rule({ judgedTo: 1 }), reads('a', 0, 1, 2), []), ['a-2']);
  assert.deepEqual(firedBy(rule({ judgedTo: 2 }), reads('a', 0, 1, 2), []), []);
  const at = reads('a', 2)[0]?.at ?? '';
  assert.deepEqual(
    firedBy(rule({ judgedTo: 2 }), reads('a', 0, 1, 2, 3), [{ alertId: 'rule', actorId: 'a', at }]),
    [],
  );
});

test('what the window has left behind is not counted again, nor does the count forget what is inside', () => {
  const counts = judge(rule({ threshold: 1 }), reads('a', 0, 10, 20, 65, 69, 71, 300), []).map(
    ({ count }) => count,
  );
  assert.deepEqual(counts, [1, 2, 3, 3, 4, 4, 1]);
});

test('a rule of one fires each time', () => {
  assert.deepEqual(firedBy(rule({ threshold: 1 }), reads('a', 0, 1), []), ['a-0', 'a-1']);
});

test('each kind is about what it is named after, and nothing else', () => {
  const given: Readonly<Record<AlertKind, [string, object][]>> = {
    export: [
      ['export.requested', {}],
      ['audit.exported', {}],
    ],
    'role-to-admin': [['member.changed', { from: 'member', to: 'admin' }]],
    'break-glass': [['sso.break-glass-used', {}]],
    'many-reads': [['case.read', {}]],
    'refused-sign-ins': [['sign-in.refused', {}]],
    'security-changed': [
      ['security-policy.changed', {}],
      ['token.created', {}],
      ['log-stream.removed', {}],
    ],
  };
  const kinds = Object.keys(given) as AlertKind[];
  for (const kind of kinds)
    for (const [action, detail] of given[kind])
      for (const asked of kinds)
        assert.equal(
          isOfKind(asked, { action, detail: { ...detail } }),
          asked === kind,
          `${asked}: ${action}`,
        );
  for (const kind of kinds)
    for (const [action] of given[kind].filter(([name]) => AUDIT_ACTION_NAMES.includes(name)))
      assert.ok(actionsOf(kind).includes(action), `${kind} asks for ${action}`);
  const others: [AlertKind, string, object][] = [
    ['role-to-admin', 'member.changed', { from: 'owner', to: 'admin' }],
    ['role-to-admin', 'member.changed', { from: 'viewer', to: 'member' }],
    ['security-changed', 'token.list', {}],
    ['security-changed', 'log-alert.fired', {}],
    ['security-changed', 'sso.read', {}],
  ];
  for (const [kind, action, detail] of others)
    assert.equal(isOfKind(kind, { action, detail: { ...detail } }), false, action);
});
