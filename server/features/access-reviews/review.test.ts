import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inactivityOf, mayClose } from './review.ts';

const DAY_MS = 24 * 3600 * 1000;
const now = new Date('2026-06-01T12:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * DAY_MS).toISOString();

test('30, 60 and 90 days without a request are told apart, to the day', () => {
  for (const [days, step] of [
    [0, null],
    [29.99, null],
    [30, 30],
    [59.99, 30],
    [60, 60],
    [89.99, 60],
    [90, 90],
    [400, 90],
  ] as const)
    assert.equal(inactivityOf({ lastSeenAt: ago(days), joinedAt: ago(500) }, now), step, `${days}`);
});

test('who never made a request is inactive since they joined', () => {
  assert.equal(inactivityOf({ lastSeenAt: null, joinedAt: ago(61) }, now), 60);
  assert.equal(inactivityOf({ lastSeenAt: null, joinedAt: ago(1) }, now), null);
});

test('a review ends only when everyone was judged whom somebody could judge', () => {
  const entry = fc.record({
    userId: fc.constantFrom('a', 'b', 'c', 'd'),
    decided: fc.boolean(),
    present: fc.boolean(),
  });
  const admins = fc.subarray(['a', 'b'], { minLength: 1 });
  fc.assert(
    fc.property(
      admins,
      fc.uniqueArray(entry, { selector: ({ userId }) => userId }),
      (administrators, entries) => {
        const [closer = ''] = administrators;
        const left = entries.filter(({ decided, present }) => present && !decided);
        const judgeable = left.filter(({ userId }) => administrators.some((id) => id !== userId));
        assert.equal(mayClose(closer, administrators, entries), judgeable.length === 0);
      },
    ),
  );
});
