import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, get, type Server } from 'node:http';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { createOutside } from './fetch-outside.ts';
import { isOutside } from './outside-address.ts';

/** Two hosts of this machine on one port: the one that was looked at, and the one a name turns to later. */
const LOOKED_AT = '127.0.0.1';
const TURNED_TO = '127.0.0.2';
const servers: Server[] = [];
let port = 0;
let heard: string[] = [];

before(async () => {
  for (const address of [LOOKED_AT, TURNED_TO]) {
    const server = createServer((request, response) => {
      heard.push(address);
      if (request.url === '/away') response.writeHead(307, { location: `http://${TURNED_TO}:${port}/` });
      response.end(address);
    });
    server.listen(port, address);
    await once(server, 'listening');
    const at = server.address();
    if (typeof at === 'object' && at !== null) port = at.port;
    servers.push(server);
  }
});
after(() => {
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
});

/** A name that leads to each address in turn, as a hostile name server answers. */
function turning(...answers: string[]) {
  let asked = 0;
  const resolve = async () => {
    const address = answers[Math.min(asked, answers.length - 1)] ?? '';
    asked += 1;
    return [{ address, family: 4 }];
  };
  return { resolve, asked: () => asked };
}

test('a name that turns inside after it was looked at gains nothing: it is asked for once', async () => {
  heard = [];
  const name = turning(LOOKED_AT, TURNED_TO);
  const outside = createOutside({ insideHosts: ['turning.test'], resolve: name.resolve });
  assert.equal(String(await outside.fetch(`http://turning.test:${port}/`, 100)), LOOKED_AT);
  assert.deepEqual(heard, [LOOKED_AT]);
  assert.equal(name.asked(), 1);
});

test('negative control: a client that asks for the name again is led inside', async () => {
  heard = [];
  const name = turning(LOOKED_AT, TURNED_TO);
  assert.equal((await name.resolve())[0]?.address, LOOKED_AT);
  const asked = get(`http://turning.test:${port}/`, {
    agent: false,
    lookup: async (_host, _options, done) => done(null, [...(await name.resolve())]),
  });
  const [response] = await once(asked, 'response');
  response.resume();
  assert.deepEqual(heard, [TURNED_TO]);
});

test('a redirect inside is not followed, and its host hears nothing', async () => {
  heard = [];
  const { resolve } = turning(LOOKED_AT);
  const outside = createOutside({ insideHosts: ['redirecting.test'], resolve });
  await assert.rejects(outside.fetch(`http://redirecting.test:${port}/away`, 100), { reason: 'redirect' });
  assert.deepEqual(heard, [LOOKED_AT]);
});

test('negative control: a client that follows redirects is led inside', async () => {
  heard = [];
  await (await fetch(`http://${LOOKED_AT}:${port}/away`)).text();
  assert.deepEqual(heard, [LOOKED_AT, TURNED_TO]);
});

const octet = fc.nat(255);
const inside4 = fc
  .tuple(fc.constantFrom([10], [127], [192, 168], [169, 254], [172, 16], [100, 64], [0]), octet, octet, octet)
  .map(([start, ...rest]) => [...start, ...rest].slice(0, 4));
const inside6 = fc
  .tuple(fc.constantFrom('fe80', 'fc00', 'fdab', 'ff02', '::ffff:7f00', '64:ff9b::a00'), fc.nat(0xffff))
  .map(([start, end]) =>
    start.includes('::') ? `${start}:${end.toString(16)}` : `${start}::${end.toString(16)}`,
  );

test('one answer inside among many refuses the name, wherever it stands', async () => {
  const anywhere = fc.oneof(
    inside4.map((octets) => octets.join('.')),
    inside6,
    fc.constantFrom('::', '::1', '0.0.0.0'),
  );
  const outsiders = fc.array(fc.constantFrom('1.1.1.1', '8.8.8.8', '2606:4700::1111'), { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(outsiders, anywhere, outsiders, async (first, address, last) => {
      const resolve = async () => [...first, address, ...last].map((address) => ({ address, family: 4 }));
      const outside = createOutside({ insideHosts: [], resolve });
      await assert.rejects(outside.fetch('https://mixed.test/', 100), { reason: 'inside' });
    }),
  );
});

test('no way of writing an address inside leads there', async () => {
  const hex = (octets: readonly number[]) =>
    octets.map((part) => part.toString(16).padStart(2, '0')).join('');
  const written = inside4.chain((octets) => {
    const number = Number.parseInt(hex(octets), 16);
    return fc.constantFrom(
      octets.join('.'),
      `${octets.join('.')}.`,
      String(number),
      `0x${hex(octets)}`,
      `0${number.toString(8)}`,
      octets.map((part) => `0${part.toString(8)}`).join('.'),
      octets.map((part) => `0x${part.toString(16)}`).join('.'),
      `[::ffff:${hex(octets.slice(0, 2))}:${hex(octets.slice(2))}]`,
      `[::ffff:${octets.join('.')}]`,
      `[64:ff9b::${octets.join('.')}]`,
    );
  });
  const { fetch } = createOutside({ insideHosts: [] });
  await fc.assert(
    fc.asyncProperty(written, async (host) => {
      await assert.rejects(fetch(`https://${host}:${port}/`, 100), { reason: 'inside' });
    }),
    { numRuns: 300 },
  );
});

test('control: addresses out there are told from them', () => {
  for (const address of ['1.1.1.1', '2606:4700::1111']) assert.ok(isOutside(address));
});
