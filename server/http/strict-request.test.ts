import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { rawRequest } from '#tests/support/raw-http.ts';
import { frameworkErrors, registerProblems } from './problem.ts';
import { parseStrictQuery } from './strict-query.ts';
import { registerStrictRequest } from './strict-request.ts';

let strict: FastifyInstance;
let lax: FastifyInstance;

async function start(guarded: boolean): Promise<FastifyInstance> {
  const app = Fastify({
    frameworkErrors: frameworkErrors({}),
    http: { requireHostHeader: false },
    ...(guarded && { routerOptions: { querystringParser: parseStrictQuery } }),
  });
  registerProblems(app);
  if (guarded) registerStrictRequest(app);
  app.all('/echo', async ({ query }) => ({ query }));
  app.get('/files/:name', async ({ params }) => ({ params }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  return app;
}

before(async () => {
  strict = await start(true);
  lax = await start(false);
});
after(() => Promise.all([strict.close(), lax.close()]));

async function send(app: FastifyInstance, line: string, headers: readonly string[] = []): Promise<number> {
  const host = headers.some((header) => /^host:/i.test(header)) ? [] : ['Host: localhost'];
  return (await rawRequest(app, [line, ...host, 'Connection: close', ...headers])).status;
}

const get = (path: string) => `GET ${path} HTTP/1.1`;

const hostileLines: readonly (readonly [string, number, ...string[]])[] = [
  [get('/echo?a=1&a=2'), 400],
  [get('/echo?__proto__=1'), 400],
  [get(`/echo?a=${'x'.repeat(2_100)}`), 414],
  [get('/echo?a=%00'), 400],
  [get('/files/%00'), 400],
  [get('/files/a%0d%0ab'), 400],
  [get('/files/\\..\\x'), 400],
  [get('/echo'), 400, 'Authorization: Bearer a', 'authorization: Bearer b'],
  [get('/echo'), 400, 'Cookie: a=1', 'Cookie: b=2'],
  [get('/echo'), 400, 'Cookie: __Host-caseward=a; x=1; __Host-caseward=b'],
  [get('/echo'), 400, 'Origin: https://a', 'Origin: https://b'],
  [get('/echo'), 400, 'If-Match: "1"', 'If-Match: "2"'],
  [get('/echo'), 400, 'X-Caseward-CSRF: a', 'X-Caseward-CSRF: b'],
  [get('/echo'), 400, 'Sec-Fetch-Site: same-origin', 'Sec-Fetch-Site: cross-site'],
  ['POST /echo HTTP/1.1', 400, 'X-HTTP-Method-Override: DELETE'],
  [get('/echo'), 400, 'X-HTTP-Method: DELETE'],
  [get('/echo'), 400, 'X-Method-Override: DELETE'],
];

for (const [line, status, ...headers] of hostileLines) {
  test(`refused: ${line.slice(0, 50)} ${headers.join(' | ')}`, async () => {
    assert.equal(await send(strict, line, headers), status);
  });
}

test('negative control: without the guards each of them is served', async () => {
  for (const [line, , ...headers] of hostileLines) assert.equal(await send(lax, line, headers), 200, line);
});

test('refused by this or an earlier layer: doubled framing headers, other request forms, bodies on GET', async () => {
  const lines: readonly (readonly [string, ...string[]])[] = [
    [get('/echo'), 'Host: a', 'Host: b'],
    ['POST /echo HTTP/1.1', 'Content-Length: 0', 'Content-Length: 0'],
    ['POST /echo HTTP/1.1', 'Content-Type: application/json', 'Content-Type: text/plain'],
    ['POST /echo HTTP/1.1', 'Transfer-Encoding: chunked', 'Content-Length: 3'],
    [get('//evil.example/echo')],
    [get('http://evil.example/echo')],
    ['OPTIONS * HTTP/1.1'],
    [get('/echo#x')],
    [get('/files/%zz')],
    [get('/echo'), 'Content-Length: 3'],
    [get('/echo'), 'Transfer-Encoding: chunked'],
  ];
  for (const [line, ...headers] of lines) {
    const status = await send(strict, line, headers);
    assert.ok(status >= 400 && status < 500, `${line} ${headers.join('|')}: ${status}`);
  }
});

test('an ordinary request passes', async () => {
  const headers = [
    'Cookie: __Host-caseward=a; x=1; x=2',
    'X-Forwarded-For: 1.2.3.4',
    'X-Forwarded-For: 5.6.7.8',
  ];
  assert.equal(await send(strict, get('/echo?state=open&sort=-created'), headers), 200);
  assert.equal(await send(strict, 'POST /echo HTTP/1.1', ['Content-Length: 0']), 200);
});
