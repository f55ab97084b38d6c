import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { clientPlace } from './client-place.ts';

test('rotating inside an IPv6 /64 is one place; each IPv4 is one', () => {
  const low = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });
  fc.assert(
    fc.property(low, (bits) => {
      const groups = bits.toString(16).padStart(16, '0').match(/.{4}/g) ?? [];
      assert.equal(clientPlace(`2001:db8:1:2:${groups.join(':')}`), '2001:db8:1:2::/64');
    }),
  );
  assert.equal(clientPlace('2001:db8:1:3::1'), '2001:db8:1:3::/64');
  assert.equal(clientPlace('::ffff:203.0.113.9'), '203.0.113.9');
  assert.equal(clientPlace('203.0.113.9'), '203.0.113.9');
  assert.equal(clientPlace('nonsense'), '0.0.0.0');
});
