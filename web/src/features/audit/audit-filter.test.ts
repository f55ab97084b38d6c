import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ANY, actionWords, auditFilterOf } from './audit-filter.ts';

test('an empty form asks for everything', () => {
  assert.deepEqual(auditFilterOf(ANY), {});
});

test('both days are included', () => {
  const { period } = auditFilterOf({ ...ANY, from: '2026-05-01', to: '2026-05-01' });
  assert.equal(Date.parse(period?.to ?? '') - Date.parse(period?.from ?? ''), 86_400_000);
});

test('an action is read as words', () => {
  assert.equal(actionWords('case.read-list'), 'case: read list');
  assert.equal(actionWords('boot'), 'boot');
});
