import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { routes } from '#server/features/routes.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

/** Requests that two layers could read in two ways: another method in a header, a name that stands twice. */
let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

const OVERRIDES = ['x-http-method-override', 'x-http-method', 'x-method-override'] as const;

interface Ask {
  readonly method: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** As the owner, with all that a request of theirs has. */
function ask(base: string, { method, path, headers = {}, body }: Ask): Promise<Response> {
  const { cookie, csrf } = world.a.people.owner;
  return fetch(`${base}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      cookie,
      'x-caseward-csrf': csrf,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
}

/** The address of a route in workspace A, every other id one that nothing has. */
function pathOf(url: string): string {
  return url
    .replace(':workspaceId', world.a.workspaceId)
    .replace(/:\w+/g, '00000000-0000-4000-8000-000000000000');
}

/** What of these was not refused before anything looked at it. */
async function taken(base: string, asks: readonly Ask[]): Promise<string[]> {
  const found: string[] = [];
  for (const one of asks) {
    const reply = await ask(base, one);
    await reply.arrayBuffer();
    if (reply.status !== 400)
      found.push(`${one.method} ${one.path} ${JSON.stringify(one.headers)}: ${reply.status}`);
  }
  return found;
}

const everywhere = (make: (method: string, path: string) => readonly Ask[]) =>
  routes.flatMap(({ method, url }) => make(method, pathOf(url)));

const overridden = (method: string, path: string): Ask[] =>
  OVERRIDES.flatMap((name) =>
    ['DELETE', 'GET'].map((value) => ({ method, path, headers: { [name]: value } })),
  );

const doubled = (method: string, path: string): Ask[] =>
  ['limit=1&limit=2', 'a=1&%61=2', 'a[]=1&a[]=2'].map((query) => ({ method, path: `${path}?${query}` }));

test('no route takes another method from a header', async (context) => {
  const asks = everywhere(overridden);
  context.diagnostic(`${asks.length} requests to ${routes.length} routes`);
  assert.deepEqual(await taken(world.test.url, asks), []);
});

test('no route takes a name twice in its address (HTTP parameter pollution)', async (context) => {
  const asks = everywhere(doubled);
  context.diagnostic(`${asks.length} requests to ${routes.length} routes`);
  assert.deepEqual(await taken(world.test.url, asks), []);
});

test('no body takes a key twice, whichever of the two is honest', async () => {
  const path = `/api/v1${world.a.path}/tags`;
  const bodies = [
    '{"label":"One","label":"Two","color":"red"}',
    '{"label":"One","color":"red","\\u006cabel":"Two"}',
    '{"label":["One","Two"],"color":"red"}',
  ];
  for (const body of bodies) {
    const { status } = await ask(world.test.url, { method: 'POST', path, body });
    assert.ok(status === 400 || status === 422, `${body}: ${status}`);
  }
  const honest = await ask(world.test.url, { method: 'POST', path, body: '{"label":"One","color":"red"}' });
  assert.equal(honest.status, 201, 'control: the same with each key once');
});

test('control: the same requests without the second reading are answered for what they ask', async () => {
  const asks = routes
    .filter(({ method, input }) => method === 'GET' && input.query === undefined)
    .slice(0, 20)
    .map(({ method, url }) => ({ method, path: pathOf(url) }));
  const answered = await taken(world.test.url, asks);
  assert.equal(answered.length, asks.length);
});

test('control: a server that takes the method from the header, and the last of two names, is found', async () => {
  const lax = createServer((request, reply) => {
    const method = OVERRIDES.map((name) => request.headers[name]).find((value) => value !== undefined);
    reply.statusCode = method === 'DELETE' ? 204 : 200;
    reply.end();
  });
  await new Promise<void>((resolve) => lax.listen(0, '127.0.0.1', resolve));
  const { port } = lax.address() as AddressInfo;
  const [route] = routes;
  assert.ok(route);
  const asks = [...overridden(route.method, pathOf(route.url)), ...doubled(route.method, pathOf(route.url))];
  const found = await taken(`http://127.0.0.1:${port}`, asks);
  lax.close();
  assert.equal(found.length, asks.length);
});
