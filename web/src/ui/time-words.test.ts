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
