import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relativeTime } from './time-words.ts';

const now = Date.parse('2026-03-10T12:00:00Z');

test('a moment is told by how far away it is', () => {
  assert.equal(relativeTime(now - 30_000, now), 'just now');
  assert.equal(relativeTime(now - 90_000, now), '1 minute ago');
  assert.equal(relativeTime(now - 26 * 3_600_000, now), 'yesterday');
  assert.equal(relativeTime(now + 50 * 3_600_000, now), 'in 2 days');
  assert.equal(relativeTime(now - 800 * 86_400_000, now), '2 years ago');
});

test('a time given a moment ago is told as it was given', () => {
  const day = 86_400_000;
  const moment = 40_000;
  assert.equal(relativeTime(now + 7 * day - moment, now), 'in 7 days');
  assert.equal(relativeTime(now + 14 * day - moment, now), 'in 2 weeks');
  assert.equal(relativeTime(now + day - moment, now), 'in 24 hours');
  assert.equal(relativeTime(now + 365 * day - moment, now), 'in 12 months');
  assert.equal(relativeTime(now + 30 * 60_000 - moment / 2, now), 'in 30 minutes');
  assert.equal(relativeTime(now + 29_000, now), 'just now');
});

test('below two of a step the finer one is told, which says more', () => {
  const hour = 3_600_000;
  assert.equal(relativeTime(now + 29 * hour, now), 'in 29 hours');
  assert.equal(relativeTime(now + 10 * 24 * hour, now), 'in 10 days');
  assert.equal(relativeTime(now + 80 * 60_000, now), 'in 80 minutes');
});
