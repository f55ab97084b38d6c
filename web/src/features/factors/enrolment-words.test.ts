import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enrolmentWords } from './enrolment-words.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');

test('the time there is is told as everywhere: seven days given a moment ago are seven days', () => {
  const said = (enrolBy: string) => enrolmentWords(enrolBy, NOW).sentence;
  assert.match(said('2026-01-07T23:59:20Z'), /: in 7 days your workspace asks for it first\.$/);
  assert.match(said('2026-01-02T10:00:00Z'), /: in 34 hours your/);
  assert.match(said('2026-01-01T00:40:00Z'), /: in 40 minutes your/);
  assert.match(said('2026-01-01T00:00:20Z'), /: in less than a minute your/);
});

test('afterwards it says that the workspace is closed', () => {
  const { over, sentence } = enrolmentWords('2026-01-01T00:00:00Z', NOW);
  assert.ok(over);
  assert.match(sentence, /stays closed/);
});
