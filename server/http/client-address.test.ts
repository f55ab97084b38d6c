import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createClientAddress } from './client-address.ts';

const proxies = ['10.0.0.0/8', '192.0.2.7', 'fd00::/8', '::ffff:172.16.0.0/108'];

function addressOf(
  peer: string | undefined,
  forwarded?: string,
  trusted: readonly string[] = proxies,
): string {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return createClientAddress(trusted)({ socket: { remoteAddress: peer }, headers });
}

test('a peer that is no proxy is the client, whatever it says', () => {
  assert.equal(addressOf('203.0.113.9'), '203.0.113.9');
  assert.equal(addressOf('203.0.113.9', '1.2.3.4'), '203.0.113.9');
  assert.equal(addressOf('203.0.113.9', '10.0.0.1, 10.0.0.2'), '203.0.113.9');
  assert.equal(addressOf('10.0.0.1', '1.2.3.4', []), '10.0.0.1');
});

test('behind proxies: the rightmost address that is none of them', () => {
  assert.equal(addressOf('10.0.0.1', '203.0.113.9'), '203.0.113.9');
  assert.equal(addressOf('10.0.0.1', '1.2.3.4, 203.0.113.9'), '203.0.113.9');
  assert.equal(addressOf('10.0.0.1', '1.2.3.4,203.0.113.9 , 192.0.2.7,10.3.3.3'), '203.0.113.9');
  assert.equal(addressOf('fd00::1', '2001:db8::5'), '2001:db8::5');
  assert.equal(addressOf('172.16.0.9', '203.0.113.9'), '203.0.113.9');
  assert.equal(addressOf('10.0.0.1', '10.0.0.2, 10.0.0.3'), '10.0.0.2');
  assert.equal(addressOf('10.0.0.1'), '10.0.0.1');
});

test('other spellings of an address change nothing', () => {
  assert.equal(addressOf('::ffff:10.0.0.1', '::ffff:203.0.113.9'), '203.0.113.9');
  assert.equal(addressOf('::ffff:a00:1', '::FFFF:CB00:7109'), '203.0.113.9');
  assert.equal(addressOf('fd00:0:0::1', '2001:0DB8:0:0:0:0:0:5'), '2001:db8::5');
  assert.equal(addressOf('fe80::1%eth0'), 'fe80::1');
});

test('what is no plain address stops the walk at its sender', () => {
  const texts = [
    '',
    'unknown',
    '_hidden',
    '010.0.0.1',
    '0x7f.1',
    '2130706433',
    '1.2.3',
    '1.2.3.4:80',
    '[::1]:80',
    'fe80::1%x',
    '1.2.3.4\t5',
    '*',
  ];
  for (const text of texts) {
    assert.equal(addressOf('10.0.0.1', text), '10.0.0.1', text);
    assert.equal(addressOf('10.0.0.1', `1.2.3.4, ${text}, 10.0.0.2`), '10.0.0.2', text);
  }
});

test('no header a client sends moves it past the address its proxy saw', () => {
  const part = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('10.0.0.9', 'unknown', ''), fc.string());
  fc.assert(
    fc.property(fc.array(part, { maxLength: 60 }), (forged) => {
      assert.equal(addressOf('10.0.0.1', [...forged, '203.0.113.9'].join(', ')), '203.0.113.9');
      assert.equal(addressOf('203.0.113.9', forged.join(', ')), '203.0.113.9');
    }),
  );
});

test('negative control: believing the leftmost address lets the client choose', () => {
  const naive = (forwarded: string) => forwarded.split(',')[0];
  assert.notEqual(naive('1.2.3.4, 203.0.113.9'), '203.0.113.9');
  assert.equal(addressOf('10.0.0.1', '1.2.3.4, 203.0.113.9', ['0.0.0.0/0']), '1.2.3.4');
});

test('a closed or local socket has an address that belongs to nobody', () => {
  assert.equal(addressOf(undefined, '1.2.3.4', ['0.0.0.0/0']), '0.0.0.0');
});

test('a block that is none stops the start', () => {
  for (const block of [
    '',
    'localhost',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/',
    '10.0.0.0/8x',
    '10/8',
    '::/129',
  ]) {
    assert.throws(() => createClientAddress([block]), RangeError, block);
  }
});
