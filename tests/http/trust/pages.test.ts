import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '#tests/support/app.ts';

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

test('each page of the trust centre opens by its own address, and no other below it does', async () => {
  const open = async (path: string) =>
    (await fetch(`${app.url}${path}`, { headers: { accept: 'text/html' } })).status;
  for (const page of ['', '/policies', '/asvs', '/soc2', '/sub-processors', '/agreement'])
    assert.equal(await open(`/trust${page}`), 200, page);
  assert.equal(await open('/trust/elsewhere'), 404);
});
