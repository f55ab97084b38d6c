import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endingIn, lengthOf } from './session-end.ts';

const session = { idleEndsAt: '2026-01-10T00:00:00Z', expiresAt: '2026-02-01T00:00:00Z' };
const at = (time: string) => Date.parse(time);

test('a private device is told three days before, a short session ten minutes before', () => {
  assert.equal(endingIn({ ...session, privateDevice: true }, at('2026-01-06T23:59:59Z')), undefined);
  assert.equal(endingIn({ ...session, privateDevice: true }, at('2026-01-07T00:00:00Z')), 3 * 86_400_000);
  assert.equal(endingIn({ ...session, privateDevice: false }, at('2026-01-09T23:49:59Z')), undefined);
  assert.equal(endingIn({ ...session, privateDevice: false }, at('2026-01-09T23:50:00Z')), 600_000);
});

test('the earlier of both ends counts, and one that is past is not negative', () => {
  const soon = { ...session, expiresAt: '2026-01-02T00:00:00Z', privateDevice: true };
  assert.equal(endingIn(soon, at('2026-01-01T00:00:00Z')), 86_400_000);
  assert.equal(endingIn(soon, at('2026-01-03T00:00:00Z')), 0);
});

test('a length is said in the largest fitting unit', () => {
  assert.equal(lengthOf(2.5 * 86_400_000), '3 days');
  assert.equal(lengthOf(90 * 60_000), '2 hours');
  assert.equal(lengthOf(1), '1 minute');
});
