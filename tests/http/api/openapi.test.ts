import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { routes } from '#server/features/routes.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

test('the API document describes every route, with its access, rate and disclosures', async () => {
  const reply = await fetch(`${app.url}/api/openapi.json`);
  assert.equal(reply.status, 200);
  const document = await reply.json();
  assert.equal(document.openapi, '3.1.0');
  for (const { method, url } of routes) {
    const operation = document.paths[url.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
    assert.ok(operation?.['x-access'] && operation['x-rate'] && operation['x-discloses'], `${method} ${url}`);
  }
});

test('the page for people lists every route', async () => {
  const page = await (await fetch(`${app.url}/api`)).text();
  for (const { url } of routes) assert.ok(page.includes(url), url);
});
