import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { HealthPart } from '#contracts/health.ts';
import { clockPart, migrationsPart } from '#server/features/health/index.ts';
import { testClock } from '#server/platform/clock/index.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

test('health names each part with its state and response time', async () => {
  const reply = await fetch(`${app.url}/api/health`);
  assert.equal(reply.status, 200);
  const { status, checks } = await reply.json();
  assert.equal(status, 'degraded', 'nothing was backed up yet');
  const names = checks.map(({ name }: { name: string }) => name);
  assert.deepEqual(names.toSorted(), HealthPart.options.toSorted());
  const amiss = checks.filter(({ status }: { status: string }) => !['ok', 'off'].includes(status));
  assert.deepEqual(
    amiss.map(({ name, note }: { name: string; note: string }) => `${name} ${note}`),
    ['backup none_yet', 'drill none_yet'],
  );
  assert.ok(checks.every(({ ms }: { ms: number }) => ms >= 0));
});

test('a vital part that fails turns it down, with 503', async () => {
  const clock = testClock(new Date());
  const broken = await startTestApp({ clock });
  try {
    await broken.app.services.db.pool.query('select 1');
    broken.app.services.probes
      .filter(({ name }) => name === 'database')
      .forEach((probe) => {
        probe.check = async () => {
          throw new Error('gone');
        };
      });
    // What was found as it started is told for a few seconds.
    clock.advance(3_000);
    const reply = await fetch(`${broken.url}/api/health`);
    assert.equal(reply.status, 503);
    assert.equal((await reply.json()).status, 'down');
  } finally {
    await broken.close();
  }
});

test('a clock that differs from the database’s, either way, is told', async () => {
  const at = Date.now();
  const found = (ms: number) => clockPart({ timeOfDay: async () => ms }, () => at).check();
  assert.equal(await found(at + 4_000), 'ok');
  assert.deepEqual(await found(at + 6_000), { status: 'degraded', note: 'differs' });
  assert.deepEqual(await found(at - 6_000), { status: 'degraded', note: 'differs' });
});

test('a schema older than the build is down, a newer one is told', async () => {
  const found = (number: number) => migrationsPart({ newestMigration: async () => number }).check();
  assert.deepEqual(await found(1), { status: 'down', note: 'behind' });
  assert.deepEqual(await found(9_999), { status: 'degraded', note: 'differs' });
});
