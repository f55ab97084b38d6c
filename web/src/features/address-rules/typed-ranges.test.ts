import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addTyped } from './typed-ranges.ts';

test('what is pasted is taken apart, each once, and what is no network is handed back', () => {
  const { ranges, faulty } = addTyped(
    ['203.0.113.0/24'],
    ' 203.0.113.0/24, 2001:db8::/32;office\n198.51.100.7 ',
  );
  assert.deepEqual(ranges, ['203.0.113.0/24', '2001:db8::/32', '198.51.100.7']);
  assert.deepEqual(faulty, ['office']);
});

test('nothing typed adds nothing', () => {
  assert.deepEqual(addTyped([], ' \n'), { ranges: [], faulty: [] });
});

test('digits and dots that make no network are handed back as they are typed', () => {
  const none = ['300.1.1.1/24', '10.0.0.0/33', '10.0.0', '1.2.3.4.5', '2001:db8::/129', 'abc'];
  assert.deepEqual(addTyped([], none.join(' ')), { ranges: [], faulty: none });
  assert.deepEqual(addTyped([], '::1 ::ffff:192.0.2.1 10.0.0.0/0').faulty, []);
});
