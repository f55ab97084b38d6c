import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certificateState } from './certificate-words.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const from = '2025-01-01T00:00:00Z';

test('a certificate tells how long it is good for', () => {
  const label = (validTo: string, validFrom = from) => certificateState({ validFrom, validTo }, NOW).label;
  assert.equal(label('2027-01-01T00:00:00Z'), 'valid');
  assert.equal(label('2026-03-31T12:00:00Z'), 'ends in 30 days');
  assert.equal(label('2026-03-31T12:00:01Z'), 'valid');
  assert.equal(label('2026-03-02T00:00:00Z'), 'ends in a day');
  assert.equal(label('2026-03-01T12:00:00Z'), 'ended');
  assert.equal(label('2027-01-01T00:00:00Z', '2026-04-01T00:00:00Z'), 'not yet valid');
});
