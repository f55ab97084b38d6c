import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { createOutside } from './fetch-outside.ts';
import { isOutside } from './outside-address.ts';

let server: Server;
let host: string;
let asked = 0;
before(async () => {
  server = createServer((request, response) => {
    asked += 1;
    if (request.method === 'POST') {
      response.writeHead(400, { 'content-type': 'text/plain' });
      request.pipe(response);
      return;
    }
    if (request.url === '/away') response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    else if (request.url === '/long') response.end('x'.repeat(5_000));
    else if (request.url === '/slow') setTimeout(() => response.end('late'), 3_000).unref();
    else if (request.url === '/gone') response.writeHead(404).end();
    else response.end('here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `localhost:${(server.address() as AddressInfo).port}`;
});
after(() => server.closeAllConnections());
after(() => server.close());

const inside = [
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '192.0.0.170',
  '198.18.0.1',
  '::',
  '::1',
  'fe80::1',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:169.254.169.254',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  '2001:db8::1',
  'fe80::1%eth0',
  'localhost',
  '',
];

test('addresses inside are told from those outside', () => {
  for (const address of inside) assert.equal(isOutside(address), false, address);
  for (const address of ['1.1.1.1', '8.8.8.8', '93.184.216.34', '2606:4700::1111', '::ffff:8.8.8.8']) {
    assert.equal(isOutside(address), true, address);
  }
});

test('no address of a private or loopback block is outside, however it is written', () => {
  const private4 = fc
    .tuple(
      fc.constantFrom('10.', '127.', '192.168.', '169.254.', '172.20.'),
      fc.nat(255),
      fc.nat(255),
      fc.nat(255),
    )
    .map(([start, ...rest]) => `${start}${rest.join('.')}`.split('.').slice(0, 4).join('.'));
  fc.assert(
    fc.property(private4, (address) => {
      assert.equal(isOutside(address), false);
      assert.equal(isOutside(`::ffff:${address}`), false);
    }),
  );
});

test('nothing inside is fetched, by whatever name', async () => {
  const { fetch } = createOutside({ insideHosts: [] });
  const before = asked;
  const port = host.split(':')[1];
  for (const name of [
    'localhost',
    '127.0.0.1',
    '[::1]',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0',
    '[::ffff:7f00:1]',
  ]) {
    await assert.rejects(fetch(`https://${name}:${port}/`, 1_000), { reason: 'inside' }, name);
  }
  await assert.rejects(fetch('https://169.254.169.254/latest/meta-data/', 1_000), { reason: 'inside' });
  for (const address of [
    `http://${host}/`,
    'file:///etc/passwd',
    'https://a@example.org/',
    'ftp://example.org/',
    'x',
  ]) {
    await assert.rejects(fetch(address, 1_000), { reason: 'address' }, address);
  }
  assert.equal(asked, before);
});

test('control: a host that the operator named is fetched', async () => {
  const { fetch } = createOutside({ insideHosts: [host] });
  assert.equal(String(await fetch(`http://${host}/`, 1_000)), 'here');
});

test('redirects, errors, long and slow answers are refused', async () => {
  const { fetch } = createOutside({ insideHosts: [host], patience: 500 });
  await assert.rejects(fetch(`http://${host}/away`, 1_000), { reason: 'redirect' });
  await assert.rejects(fetch(`http://${host}/gone`, 1_000), { reason: 'status' });
  await assert.rejects(fetch(`http://${host}/long`, 1_000), { reason: 'too-large' });
  await assert.rejects(fetch(`http://${host}/slow`, 1_000), { reason: 'too-slow' });
  await assert.rejects(fetch('https://nowhere.invalid/', 1_000), { reason: 'name' });
});

test('a request of another kind goes the same guarded way, and its answer comes as it is', async () => {
  const request = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'said' };
  const { send } = createOutside({ insideHosts: [host] });
  const { status, headers, body } = await send(`http://${host}/`, request, 1_000);
  assert.deepEqual([status, headers['content-type'], String(body)], [400, 'text/plain', 'said']);
  await assert.rejects(send(`http://${host}/`, { ...request, body: 'x'.repeat(2_000) }, 1_000), {
    reason: 'too-large',
  });
  await assert.rejects(send(`http://${host}/away`, { method: 'GET', headers: {} }, 1_000), {
    reason: 'redirect',
  });
  const guarded = createOutside({ insideHosts: [] });
  await assert.rejects(guarded.send(`https://${host}/`, request, 1_000), { reason: 'inside' });
});
