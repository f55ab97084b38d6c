import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { rawRequest } from '#tests/support/raw-http.ts';

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

const ask = (line: string) =>
  rawRequest(app.app.http, [line, `Host: ${new URL(app.url).host}`, 'Accept: */*', 'Connection: close']);

test('folders are not listed, and nothing beside the screens is served', async () => {
  const paths = ['/assets/', '/assets', '/.git/HEAD', '/.git/', '/package.json', '/server/main.ts', '/data/'];
  for (const path of [...paths, '/assets/..%2f..%2fpackage.json', '/assets/../../package.json'])
    assert.ok((await ask(`GET ${path} HTTP/1.1`)).status >= 400, path);
  assert.equal((await ask('GET /api/health/live HTTP/1.1')).status, 200, 'control: what is there is served');
});

test('a method that echoes requests is not answered', async () => {
  for (const method of ['TRACE', 'TRACK']) {
    const { status, body } = await ask(`${method} / HTTP/1.1`);
    assert.ok(status >= 400, method);
    assert.doesNotMatch(body, /Accept: /);
  }
});
