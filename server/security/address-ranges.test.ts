import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addressRange, isInRanges } from './address-ranges.ts';

test('addresses and networks of both kinds have one spelling each', () => {
  const spellings: [typed: string, block: string][] = [
    ['203.0.113.7', '203.0.113.7/32'],
    ['203.0.113.7/24', '203.0.113.0/24'],
    [' 0.0.0.0/0 ', '0.0.0.0/0'],
    ['2001:DB8:0:0::1', '2001:db8::1/128'],
    ['2001:db8::1/32', '2001:db8::/32'],
    ['::ffff:203.0.113.7', '203.0.113.7/32'],
    ['::ffff:cb00:7107/120', '203.0.113.0/24'],
    ['::/0', '::/0'],
  ];
  for (const [typed, block] of spellings) assert.equal(addressRange(typed), block, typed);
});

test('what is no address, or one only to a lenient reader, is none', () => {
  const none = [
    '',
    'example.org',
    '203.0.113',
    '0313.0.113.7',
    '0xcb.0.0.1',
    '203.0.113.7/33',
    '203.0.113.7/',
  ];
  none.push('203.0.113.7/-1', '203.0.113.7/24/1', '2001:db8::/129', 'fe80::1%eth0', '1', '203.0.113.7 /24');
  for (const text of none) assert.equal(addressRange(text), undefined, text);
});

test('every IPv4 address lies in its own networks, written either way, and not in the next one', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.integer({ min: 1, max: 32 }), (address, bits) => {
      const range = addressRange(`${address}/${bits}`) ?? '';
      assert.ok(isInRanges(address, ['2001:db8::/32', range]));
      assert.ok(isInRanges(`::ffff:${address}`, [range]));
      const first = Number(address.split('.')[0]);
      assert.ok(!isInRanges(address.replace(/^\d+/, String((first + 128) % 256)), [range]));
    }),
  );
});

test('every IPv6 address lies in its own networks', () => {
  fc.assert(
    fc.property(fc.ipV6(), fc.integer({ min: 0, max: 95 }), (address, bits) => {
      const range = addressRange(`${address}/${bits}`);
      if (range === undefined || /^::ffff:/.test(address)) return;
      assert.ok(isInRanges(address, [range]) || addressRange(address)?.includes('.'));
    }),
  );
});

test('nothing is in no range', () => {
  assert.equal(isInRanges('203.0.113.7', []), false);
  assert.equal(isInRanges('', ['0.0.0.0/0']), false);
});
