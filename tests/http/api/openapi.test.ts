import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { routes } from '#server/features/routes.ts';
import { makeSerializer } from '#server/http/reply-schema.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import type { Json } from '#tests/support/client.ts';
import { faultsOf } from './document-faults.ts';

let app: TestApp;
let document: Json;
before(async () => {
  app = await startTestApp();
  const reply = await fetch(`${app.url}/api/openapi.json`);
  assert.equal(reply.status, 200);
  document = await reply.json();
});
after(() => app.close());

const operationOf = ({ method, url }: { readonly method: string; readonly url: string }): Json =>
  document.paths[url.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];

test('the API document describes every route, with its access, rate and disclosures, and no other', () => {
  for (const route of routes) {
    const operation = operationOf(route);
    const told = operation?.['x-access'] && operation['x-rate'] && operation['x-discloses'];
    assert.ok(told, `${route.method} ${route.url}`);
  }
  const count = Object.values<Json>(document.paths).flatMap((item) => Object.keys(item)).length;
  assert.equal(count, routes.length);
});

test('every header that changes what a route does is described', () => {
  for (const route of routes) {
    const named = (operationOf(route).parameters ?? [])
      .filter((parameter: Json) => parameter.in === 'header')
      .map((parameter: Json) => parameter.name.toLowerCase());
    for (const header of route.reads ?? []) assert.ok(named.includes(header), `${route.url}: ${header}`);
  }
  assert.equal(routes.filter(({ reads }) => reads?.includes('if-match')).length, 27);
});

test('the API document is an OpenAPI 3.1 document', () => {
  assert.deepEqual([...faultsOf(document)], []);
});

// The server makes a serialiser when the first reply needs it: too late to learn that there is none.
test('a serialiser can be made for every reply', () => {
  for (const { reply, url } of routes)
    if (reply.kind === 'json') assert.doesNotThrow(() => makeSerializer(reply.schema), url);
});

const SPOILT: readonly (readonly [what: string, spoil: (copy: Json) => unknown])[] = [
  ['a reference that leads nowhere', (copy) => delete copy.components.schemas.Problem],
  [
    'a keyword of older versions',
    ({ components }) => Object.assign(components.schemas.Problem, { nullable: true }),
  ],
  ['another version', (copy) => Object.assign(copy, { openapi: '3.0.3' })],
  ['a scheme that is not there', (copy) => delete copy.components.securitySchemes.session],
  [
    'a parameter that its path lacks',
    ({ paths }) => Object.assign(paths, { '/api/{x}': paths['/api/health'] }),
  ],
];

for (const [what, spoil] of SPOILT)
  test(`control: ${what} is found`, () => {
    const copy = structuredClone(document);
    spoil(copy);
    assert.notDeepEqual([...faultsOf(copy)], []);
  });

test('the page for people lists every route', async () => {
  const page = await (await fetch(`${app.url}/api`)).text();
  for (const { url } of routes) assert.ok(page.includes(url), url);
});
