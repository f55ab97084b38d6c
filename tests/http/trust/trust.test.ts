import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { saveProofRun } from '#server/features/trust/trust.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

const claim = (id: string, status: 'proven' | 'failing', triedAt: string) => ({
  id,
  area: 'sessions',
  sentence: 'A session ends.',
  status,
  proof: 'live' as const,
  triedAt,
  limits: 'Nothing else.',
});

test('the page shows what was proven, says what fails now, and hides what never held', async () => {
  const { services } = app.app;
  const [then, now] = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'];
  await saveProofRun(services, {
    build: '1',
    claims: [claim('AA-01', 'proven', then), claim('AA-02', 'proven', then)],
  });
  await saveProofRun(services, {
    build: '2',
    claims: [claim('AA-01', 'failing', now), claim('AA-02', 'proven', now), claim('AA-03', 'failing', now)],
  });
  const reply = await fetch(`${app.url}/api/v1/trust`);
  assert.equal(reply.status, 200);
  const { claims } = await reply.json();
  const shown = claims.map(({ id, status, provenAt, build }: Record<string, string>) => [
    id,
    status,
    provenAt,
    build,
  ]);
  assert.deepEqual(shown, [
    ['AA-01', 'failing', then, '2'],
    ['AA-02', 'proven', now, '2'],
  ]);
});

test('nobody publishes a proof run without an operator token', async () => {
  const reply = await fetch(`${app.url}/api/v1/proof-runs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ build: 'x', claims: [] }),
  });
  assert.equal(reply.status, 401);
});
