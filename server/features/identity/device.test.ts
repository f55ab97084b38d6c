import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceOrigin } from './device.ts';

const MAC =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15';
const WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36';
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

test('a version that browsers have stopped telling is not made up', () => {
  assert.equal(deviceOrigin(MAC, '192.0.2.7').device, 'macOS');
  assert.equal(deviceOrigin(WINDOWS, '192.0.2.7').device, 'Windows');
  assert.equal(deviceOrigin(PHONE, '192.0.2.7').device, 'iOS 18.5');
  assert.equal(deviceOrigin(undefined, '192.0.2.7').device, 'Unknown');
});

test('a place is the network, however the address is written', () => {
  const place = (ip: string) => deviceOrigin(MAC, ip).place;
  assert.equal(place('192.0.2.7'), '192.0.2.0/24');
  assert.equal(place('2001:db8:7:1::9'), '2001:db8:7::/48');
  assert.equal(place('2001:db8::9'), '2001:db8::/48');
  assert.equal(place('2001:db8:0:5::9'), '2001:db8::/48');
  assert.equal(place('::1'), '::/48');
});
