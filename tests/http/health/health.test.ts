import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
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
  assert.equal(status, 'ok');
  const names = checks.map(({ name }: { name: string }) => name).sort();
  const expected = ['audit', 'backup', 'configuration', 'database', 'keys', 'mail', 'scanner', 'storage'];
  assert.deepEqual(names, expected);
  assert.ok(checks.every(({ ms }: { ms: number }) => ms >= 0));
});

test('a vital part that fails turns it down, with 503', async () => {
  const broken = await startTestApp();
  try {
    await broken.app.services.db.pool.query('select 1');
    broken.app.services.probes
      .filter(({ name }) => name === 'database')
      .forEach((probe) => {
        probe.check = async () => {
          throw new Error('gone');
        };
      });
    const reply = await fetch(`${broken.url}/api/health`);
    assert.equal(reply.status, 503);
    assert.equal((await reply.json()).status, 'down');
  } finally {
    await broken.close();
  }
});
