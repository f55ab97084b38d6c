import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock, testClock } from './index.ts';

test('a test clock stands still until moved', () => {
  const clock = testClock(new Date('2026-03-01T10:00:00Z'));
  assert.equal(clock.now().toISOString(), '2026-03-01T10:00:00.000Z');
  clock.advance(1_500);
  assert.equal(clock.now().toISOString(), '2026-03-01T10:00:01.500Z');
  clock.set(new Date('2026-01-01T00:00:00Z'));
  assert.equal(clock.now().toISOString(), '2026-01-01T00:00:00.000Z');
});

test('changing a returned date does not move the clock', () => {
  const clock = testClock();
  const before = clock.now().getTime();
  clock.now().setFullYear(1999);
  assert.equal(clock.now().getTime(), before);
});

test('the system clock follows the system', () => {
  const before = Date.now();
  const now = systemClock.now().getTime();
  assert.ok(now >= before && now <= Date.now());
});
