import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backupFacts, drillFacts, isDue, stateSentence } from './backup-words.ts';

const AT = '2026-01-31T02:17:00Z';
const backup = {
  id: '20260131T021700Z-00000000',
  mine: true,
  takenAt: AT,
  finishedAt: AT,
  outcome: 'complete',
  versioning: 'on',
  objectLock: 'off',
  rows: 12_345,
  files: 1,
  missingFiles: 0,
  addedBytes: 3_000_000,
  removedAt: null,
} as const;

test('a backup tells what it holds, and what it lacks', () => {
  assert.equal(backupFacts(backup), '12,345 rows · 1 file · 2.9 MB added · versioning on · object lock off');
  assert.match(backupFacts({ ...backup, outcome: 'incomplete', missingFiles: 2 }), /2 missing/);
  assert.match(backupFacts({ ...backup, outcome: 'failed' }), /Nothing was kept/);
  assert.match(backupFacts({ ...backup, mine: false }), /not known here/);
});

test('a drill tells how long it took and what it tried', () => {
  const drill = {
    id: '00000000-0000-4000-8000-000000000000',
    backupId: backup.id,
    startedAt: AT,
    finishedAt: '2026-01-31T02:20:30Z',
    outcome: 'passed',
    migration: 41,
    rows: 10,
    auditEntries: 7,
    openedRecords: 20,
    openedFiles: 2,
  } as const;
  assert.equal(
    drillFacts(drill),
    '3.5 minutes · 10 rows · 7 audit entries verified · 22 sealed values opened',
  );
  assert.match(drillFacts({ ...drill, finishedAt: '2026-01-31T02:17:04.500Z' }), /^4\.5 s · /);
  assert.match(drillFacts({ ...drill, outcome: 'failed' }), /reads why with npx caseward doctor/);
});

test('each state is a sentence', () => {
  const state = (note: 'stale' | 'unconfirmed' | null) => ({ status: 'degraded', note, at: AT }) as const;
  assert.match(stateSentence('backup', state('stale')), /older than 26 hours/);
  assert.match(stateSentence('backup', state('unconfirmed')), /fresh/);
  assert.equal(stateSentence('drill', { status: 'off', note: null, at: null }), '');
});

test('what the server says is due now is due, by a browser’s clock as well; what comes is not', () => {
  const now = Date.parse(AT);
  assert.ok(isDue(AT, now) && isDue(AT, now - 5_000) && isDue(AT, now + 3_600_000));
  assert.ok(!isDue(AT, now - 3_600_000));
});
