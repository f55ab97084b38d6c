import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

const SMUGGLED = 'GET /api/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';

/** Writes these bytes and gives all that comes back until the other side closes, or falls silent. */
function exchange(bytes: string): Promise<string> {
  const { port } = new URL(world.test.url);
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = connect(Number(port), '127.0.0.1');
  let text = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    text += chunk;
  });
  socket.on('error', () => resolve(text));
  socket.on('close', () => resolve(text));
  socket.setTimeout(1_500, () => socket.destroy());
  socket.write(bytes, 'latin1');
  return promise;
}

const replies = (text: string) =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));

const post = (headers: readonly string[], body: string) =>
  `${[
    'POST /api/v1/sign-in/codes HTTP/1.1',
    'Host: localhost',
    'X-Caseward-CSRF: anonymous',
    'Content-Type: application/json',
    ...headers,
  ].join('\r\n')}\r\n\r\n${body}`;

/** Requests that two servers in a row would cut in different places (RFC 9112, 11.2). */
const shapes: Readonly<Record<string, string>> = {
  'a length and chunks': post(['Content-Length: 5', 'Transfer-Encoding: chunked'], `0\r\n\r\n${SMUGGLED}`),
  'chunks and a length': post(['Transfer-Encoding: chunked', 'Content-Length: 500'], `0\r\n\r\n${SMUGGLED}`),
  'two lengths': post(['Content-Length: 2', 'Content-Length: 400'], `{}${SMUGGLED}`),
  'two lengths in one line': post(['Content-Length: 2, 400'], `{}${SMUGGLED}`),
  'a length with a sign': post(['Content-Length: +2'], `{}${SMUGGLED}`),
  'a negative length': post(['Content-Length: -2'], `{}${SMUGGLED}`),
  'a length in hexadecimal': post(['Content-Length: 0x2'], `{}${SMUGGLED}`),
  'an unknown coding': post(['Transfer-Encoding: xchunked'], `0\r\n\r\n${SMUGGLED}`),
  'two codings': post(['Transfer-Encoding: chunked, identity'], `0\r\n\r\n${SMUGGLED}`),
  'two coding lines': post(['Transfer-Encoding: chunked', 'Transfer-Encoding: cow'], `0\r\n\r\n${SMUGGLED}`),
  'a space before the colon': post(['Transfer-Encoding : chunked'], `0\r\n\r\n${SMUGGLED}`),
  'a folded line': post(['Transfer-Encoding:\r\n chunked', 'Content-Length: 5'], `0\r\n\r\n${SMUGGLED}`),
  'a chunk size that overflows': post(
    ['Transfer-Encoding: chunked'],
    `fffffffffffffffff\r\n{}\r\n0\r\n\r\n${SMUGGLED}`,
  ),
  'a chunk size with 0x': post(['Transfer-Encoding: chunked'], `0x2\r\n{}\r\n0\r\n\r\n${SMUGGLED}`),
  'a chunk that is longer than it says': post(
    ['Transfer-Encoding: chunked'],
    `1\r\n{}\r\n0\r\n\r\n${SMUGGLED}`,
  ),
  'a bare line feed in a chunk size': post(['Transfer-Encoding: chunked'], `2\n{}\n0\n\n${SMUGGLED}`),
  'a null in a header': post(['X-Thing: a\0b', 'Content-Length: 2'], `{}${SMUGGLED}`),
  'a bare carriage return in a header': post(
    ['X-Thing: a\rTransfer-Encoding: chunked', 'Content-Length: 2'],
    `{}${SMUGGLED}`,
  ),
  'an unknown version': `GET /api/health/live HTTP/1.9\r\nHost: localhost\r\n\r\n${SMUGGLED}`,
  'a space in the target': `GET /api/health/live HTTP/1.1 HTTP/1.1\r\nHost: localhost\r\n\r\n${SMUGGLED}`,
};

for (const [name, bytes] of Object.entries(shapes)) {
  test(`${name}: refused, and nothing behind it is read as a request`, async () => {
    const text = await exchange(bytes);
    const statuses = replies(text);
    assert.ok(statuses.length <= 1, `${statuses} ${text}`);
    assert.ok(
      statuses.every((status) => status >= 400 && status < 500),
      text,
    );
    assert.ok(!text.includes('{"status":"ok"}'), text);
  });
}

test('control: an honest request behind an honest one is answered too', async () => {
  const first = SMUGGLED.replace('Connection: close\r\n', '');
  assert.deepEqual(replies(await exchange(first + SMUGGLED)), [200, 200]);
});

test('a body that a read brings along is refused', async () => {
  const bytes = `GET /api/health/live HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${SMUGGLED.length}\r\nConnection: close\r\n\r\n${SMUGGLED}`;
  assert.deepEqual(replies(await exchange(bytes)), [400]);
});

const TARGETS = [
  '//evil.example',
  '//evil.example/%2e%2e',
  '/\\evil.example',
  '/%2f%2fevil.example',
  '/%5cevil.example',
  '/..//evil.example',
  'http://evil.example/',
  '/api/v1/../../evil.example',
  '/sign-in?next=//evil.example',
  '/sign-in?returnTo=https://evil.example',
  '/?redirect=https%3a%2f%2fevil.example',
  '/api/docs/',
  '/api',
  '/assets',
  '/%0d%0aLocation:%20https://evil.example',
];

test('no address leads elsewhere: nothing here answers with a redirect (CVE-2026-49820)', async () => {
  for (const target of TARGETS) {
    for (const method of ['GET', 'HEAD', 'POST']) {
      const text = await exchange(
        `${method} ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      );
      const [head = ''] = text.split('\r\n\r\n');
      assert.ok(
        replies(head).every((status) => status < 300 || status >= 400),
        `${method} ${target} ${head}`,
      );
      assert.doesNotMatch(head, /^location:/im, `${method} ${target}`);
      assert.doesNotMatch(head, /^refresh:/im, `${method} ${target}`);
    }
  }
});

test('a page of a sibling origin, or of another port, changes nothing', async () => {
  const { cookie, csrf } = world.a.people.owner;
  const { port, origin } = new URL(world.test.url);
  const change = (from: readonly string[]) => {
    const body = '{"label":"Planted","color":"red"}';
    const lines = [
      `POST /api/v1${world.a.path}/tags HTTP/1.1`,
      'Host: localhost',
      'Connection: close',
      `Cookie: ${cookie}`,
      `X-Caseward-CSRF: ${csrf}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      ...from,
    ];
    return exchange(`${lines.join('\r\n')}\r\n\r\n${body}`);
  };
  const foreign = [
    `Origin: http://evil.localhost:${port}`,
    `Origin: http://localhost:${Number(port) + 1}`,
    `Origin: https://localhost:${port}`,
    `Origin: http://localhost`,
    `Origin: ${origin}.evil.example`,
    `Origin: ${origin}/`,
    `Origin: ${origin.toUpperCase()}`,
    'Origin: null',
    'Sec-Fetch-Site: same-site',
    'Sec-Fetch-Site: none',
  ];
  for (const line of foreign) assert.deepEqual(replies(await change([line])), [403], line);
  assert.deepEqual(
    replies(await change([`Origin: ${origin}`, 'Sec-Fetch-Site: same-origin'])),
    [201],
    'control',
  );
});
