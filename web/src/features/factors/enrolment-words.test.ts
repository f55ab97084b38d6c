import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enrolmentWords } from './enrolment-words.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');

test('the days left are said, never one too many', () => {
  assert.match(enrolmentWords('2026-01-07T23:00:00Z', NOW).sentence, /^6 days are left/);
  assert.match(enrolmentWords('2026-01-02T12:00:00Z', NOW).sentence, /^One day is left/);
  assert.match(enrolmentWords('2026-01-01T12:00:00Z', NOW).sentence, /^Less than a day is left/);
});

test('afterwards it says that the workspace is closed', () => {
  const { over, sentence } = enrolmentWords('2026-01-01T00:00:00Z', NOW);
  assert.ok(over);
  assert.match(sentence, /stays closed/);
});
