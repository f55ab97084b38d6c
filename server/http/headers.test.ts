import assert from 'node:assert/strict';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance } from 'fastify';
import { rawRequest } from '#tests/support/raw-http.ts';
import { type HeaderProfile, registerHeaders, securityHeaders, staticProfile } from './headers.ts';
import { registerProblems } from './problem.ts';
import { fastifyOptions, nodeServerOptions, registerRawRefusals } from './server-options.ts';
import { registerStrictJson } from './strict-json.ts';
import { registerStrictRequest } from './strict-request.ts';

let ids = 0;
const newId = () => {
  ids += 1;
  return `request-${ids}`;
};

async function start(guarded: boolean): Promise<FastifyInstance> {
  const root = await mkdtemp(join(tmpdir(), 'caseward-static-'));
  await mkdir(join(root, 'assets'));
  await writeFile(join(root, 'assets', 'app-B7x_93kQ.js'), '1');
  await writeFile(join(root, 'assets', 'logo.svg'), '<svg/>');
  const app = Fastify({ ...(guarded && fastifyOptions(newId)), http: nodeServerOptions });
  if (guarded) {
    registerHeaders(app);
    registerStrictRequest(app);
    registerStrictJson(app);
    registerProblems(app);
    registerRawRefusals(app, newId);
  }
  await app.register(fastifyStatic, {
    root,
    cacheControl: false,
    setHeaders: (reply) => {
      if (guarded) reply.headerProfile = staticProfile(reply.request.url);
    },
  });
  for (const profile of ['private', 'page', 'public', 'asset', 'preview'] as const) {
    app.get(`/${profile}`, async (_request, reply) => {
      if (guarded) reply.headerProfile = profile satisfies HeaderProfile;
      reply.header('server', 'x').header('x-powered-by', 'x').header('cache-control', 'public');
      return { profile };
    });
  }
  app.get('/broken', async (_request, reply) => {
    if (guarded) reply.headerProfile = 'asset';
    throw new Error('broken');
  });
  app.get('/unsendable', async (_request, reply) => {
    reply.header('x-planted', 'planted\u0100');
    return {};
  });
  app.post('/body', async () => ({}));
  await app.listen({ port: 0, host: '127.0.0.1' });
  return app;
}

let app: FastifyInstance;
let bare: FastifyInstance;
before(async () => {
  app = await start(true);
  bare = await start(false);
});
after(() => Promise.all([app.close(), bare.close()]));

const get = (path: string, ...headers: string[]) => [
  `GET ${path} HTTP/1.1`,
  'Host: localhost',
  'Connection: close',
  ...headers,
];

/** Every way out of the server: routes, static files, refusals by us, by Fastify and by Node itself. */
const waysOut: readonly (readonly [string, number, readonly string[]])[] = [
  ['a route', 200, get('/private')],
  ['a missing route', 404, get('/nothing')],
  ['a thrown error', 500, get('/broken')],
  ['a header that cannot be sent', 500, get('/unsendable')],
  ['a wrong method', 404, ['DELETE /private HTTP/1.1', 'Host: localhost', 'Connection: close']],
  ['a static file', 200, get('/assets/logo.svg')],
  ['a missing static file', 404, get('/assets/none.js')],
  ['a path outside of the static folder', 404, get('/assets/..%2f..%2fetc%2fpasswd')],
  ['a bad path', 400, get('/%zz')],
  ['a doubled query name', 400, get('/private?a=1&a=2')],
  ['a long address', 414, get(`/${'a/'.repeat(1_100)}`)],
  ['a long parameter', 414, get(`/assets/${'a'.repeat(1_100)}`)],
  [
    'a wrong content type',
    415,
    [
      'POST /body HTTP/1.1',
      'Host: localhost',
      'Connection: close',
      'Content-Type: text/xml',
      'Content-Length: 0',
    ],
  ],
  ['no host', 400, ['GET /private HTTP/1.1', 'Connection: close']],
  ['no HTTP at all', 400, ['hello']],
  ['an unknown method', 400, ['EVIL / HTTP/1.1', 'Host: localhost']],
  ['a header without a name', 400, ['GET / HTTP/1.1', 'Host: localhost', ': x']],
  [
    'two framings',
    400,
    ['POST /body HTTP/1.1', 'Host: localhost', 'Content-Length: 3', 'Transfer-Encoding: chunked'],
  ],
  ['headers that are too large', 400, get('/private', `X-Large: ${'x'.repeat(20_000)}`)],
  ['an unknown expectation', 400, get('/private', 'Expect: a-miracle')],
  ['HTTP/0.9', 400, ['GET /private']],
];

for (const [name, status, lines] of waysOut) {
  test(`strict headers on ${name}`, async () => {
    const reply = await rawRequest(app, lines);
    assert.equal(reply.status, status);
    const kind = name === 'a static file' ? 'page' : 'private';
    for (const [header, value] of Object.entries(securityHeaders(kind))) {
      assert.equal(reply.headers.get(header), value, header);
    }
    assert.match(reply.headers.get('x-request-id') ?? '', /^request-\d+$/);
    assert.equal(reply.headers.has('server'), false);
    assert.equal(reply.headers.has('x-powered-by'), false);
  });
}

test('negative control: without the guards none of them has the headers', async () => {
  for (const [name, , lines] of waysOut) {
    const reply = await rawRequest(bare, lines);
    assert.equal(reply.headers.has('content-security-policy'), false, name);
  }
});

test('nothing unsafe and nothing foreign in the policies', () => {
  for (const profile of ['private', 'page', 'public', 'asset', 'preview'] as const) {
    const policy = securityHeaders(profile)['content-security-policy'] ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|https?:|\*|wasm/);
  }
  assert.match(securityHeaders('preview')['content-security-policy'] ?? '', /; sandbox$/);
});

test('a route cannot weaken a header, only choose its kind', async () => {
  const cacheOf = async (path: string) => (await rawRequest(app, get(path))).headers.get('cache-control');
  assert.equal(await cacheOf('/private'), 'no-store');
  assert.equal(await cacheOf('/page'), 'no-store');
  assert.equal(await cacheOf('/preview'), 'no-store');
  assert.equal(await cacheOf('/public'), 'public, max-age=300');
  assert.equal(await cacheOf('/asset'), 'public, max-age=31536000, immutable');
  assert.equal(await cacheOf('/broken'), 'no-store');
});

test('only a static file with a digest in its name is kept', async () => {
  const hashed = await rawRequest(app, get('/assets/app-B7x_93kQ.js'));
  assert.equal(hashed.status, 200);
  assert.match(hashed.headers.get('cache-control') ?? '', /immutable/);
  assert.equal(hashed.headers.has('pragma'), false);
  assert.equal(staticProfile('/assets/logo.svg'), 'page');
  assert.equal(staticProfile('/index.html'), 'page');
  assert.equal(staticProfile('/api/cases/app-B7x_93kQ.js'), 'page');
});

test('a header that cannot be sent is not spoken of', async () => {
  assert.ok(!(await rawRequest(app, get('/unsendable'))).body.includes('x-planted'));
  assert.ok((await rawRequest(bare, get('/unsendable'))).body.includes('x-planted'), 'negative control');
});

test("a client's request id is not taken over", async () => {
  const reply = await rawRequest(app, get('/private', 'X-Request-Id: planted', 'Request-Id: planted'));
  assert.doesNotMatch(reply.headers.get('x-request-id') ?? '', /planted/);
});
