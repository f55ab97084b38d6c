import assert from 'node:assert/strict';
import { parse as laxParse } from 'node:querystring';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseStrictQuery, queryRefusal } from './strict-query.ts';

const refused: readonly (readonly [string, RegExp])[] = [
  ['id=1&id=2', /twice/],
  ['id=1&%69d=2', /twice/],
  ['id=1&ID=2', /twice/],
  ['id=1&id', /twice/],
  ['id[]=1', /not allowed/],
  ['id[0]=1&id[1]=2', /not allowed/],
  ['a.b=1', /not allowed/],
  ['__proto__=1', /not allowed/],
  ['%5f_proto__=1', /not allowed/],
  ['constructor=1', /not allowed/],
  ['Prototype=1', /not allowed/],
  ['_method=DELETE', /not allowed/],
  ['=1', /not allowed/],
  ['a=1&&b=2', /not allowed/],
  ['a=1&', /not allowed/],
  ['a=1;b=2;a=3&a=1', /twice/],
  ['a=%', /UTF-8/],
  ['a=%zz', /UTF-8/],
  ['a=%c0%af', /UTF-8/],
  ['a=%ed%a0%80', /UTF-8/],
  ['a=%00', /UTF-8/],
  ['a=%0d%0aset-cookie:x', /UTF-8/],
  ['%00a=1', /UTF-8/],
  [Array.from({ length: 51 }, (_, i) => `k${i}=1`).join('&'), /more than 50/],
];

for (const [query, reason] of refused) {
  test(`refused: ${query.slice(0, 40)}`, () => {
    const parsed = parseStrictQuery(query);
    assert.match(queryRefusal(parsed) ?? 'accepted', reason);
    assert.deepEqual(Object.keys(parsed), []);
  });
}

test('negative control: a lax parser takes every one of them', () => {
  for (const [query] of refused) assert.ok(Object.keys(laxParse(query)).length >= 1);
  assert.deepEqual(laxParse('id=1&id=2').id, ['1', '2']);
});

test('what a tidy client writes is read back', () => {
  const name = fc
    .stringMatching(/^[a-z][a-z0-9_-]{0,20}$/)
    .filter((n) => n !== 'constructor' && n !== 'prototype');
  const value = fc
    .string({ unit: 'grapheme', maxLength: 40 })
    .filter((v) => !/\p{Cc}/u.test(v) && v.isWellFormed());
  fc.assert(
    fc.property(fc.dictionary(name, value, { maxKeys: 20, noNullPrototype: true }), (query) => {
      const parsed = parseStrictQuery(new URLSearchParams(query).toString());
      assert.equal(queryRefusal(parsed), undefined);
      assert.deepEqual({ ...parsed }, query);
    }),
  );
});

test('no text makes it throw, and no name is inherited', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.equal(Object.getPrototypeOf(parseStrictQuery(text)), null);
    }),
  );
});
