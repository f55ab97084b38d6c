import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PublicClaim } from '#contracts/trust.ts';
import { byArea } from './claim-areas.ts';

const claim = (id: string, area: string, status: PublicClaim['status']): PublicClaim => ({
  id,
  area,
  status,
  sentence: 'It holds.',
  proof: 'suite',
  provenAt: null,
  triedAt: '2026-01-01T00:00:00Z',
  build: 'b',
  limits: '',
});

test('what fails is never hidden below what holds', () => {
  const areas = byArea([
    claim('FC-01', 'sign-in', 'proven'),
    claim('FC-02', 'sign-in', 'failing'),
    claim('FC-03', 'audit', 'proven'),
  ]);
  assert.deepEqual(
    areas.map(([area, ofArea]) => [area, ofArea.map(({ id }) => id)]),
    [
      ['Audit', ['FC-03']],
      ['Sign in', ['FC-02', 'FC-01']],
    ],
  );
});
