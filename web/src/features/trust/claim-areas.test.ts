import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PublicClaim } from '#contracts/trust.ts';
import { byArea, summaryOf } from './claim-areas.ts';

const claim = (id: string, area: string, status: PublicClaim['status']): PublicClaim => ({
  id,
  area,
  status,
  sentence: 'It holds.',
  proof: 'suite',
  provenAt: null,
  goodUntil: '2026-01-15T00:00:00Z',
  redDays: [],
  triedAt: '2026-01-01T00:00:00Z',
  build: 'b',
  limits: '',
});

test('what fails is never hidden below what holds', () => {
  const areas = byArea([
    claim('FC-01', 'sign-in', 'proven'),
    claim('FC-02', 'sign-in', 'failing'),
    claim('FC-03', 'audit', 'proven'),
    claim('FC-04', 'audit', 'stale'),
  ]);
  assert.deepEqual(
    areas.map(([area, ofArea]) => [area, ofArea.map(({ id }) => id)]),
    [
      ['Audit', ['FC-04', 'FC-03']],
      ['Sign in', ['FC-02', 'FC-01']],
    ],
  );
});

test('what is stale is not counted among what holds', () => {
  const claims = [claim('FC-01', 'audit', 'proven'), claim('FC-02', 'audit', 'stale')];
  assert.equal(summaryOf(claims), '1 statement holds, 0 fail, 1 was proven too long ago.');
  assert.equal(summaryOf(claims.slice(0, 1)), '1 statement holds, 0 fail.');
});
