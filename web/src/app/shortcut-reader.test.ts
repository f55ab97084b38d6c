import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShortcutReader, PAIR_MS } from './shortcut-reader.ts';

const known = new Set(['c', 'g h', 'g c', '?']);
const press = (key: string, at = 0, more = {}) => ({ key, at, held: false, typing: false, ...more });

test('a single key and a pair are read', () => {
  const read = createShortcutReader(known);
  assert.equal(read(press('c')), 'c');
  assert.equal(read(press('g', 10)), undefined);
  assert.equal(read(press('h', 20)), 'g h');
  assert.equal(read(press('h', 30)), undefined);
});

test('the second key comes too late, and then counts for itself', () => {
  const read = createShortcutReader(known);
  read(press('g', 0));
  assert.equal(read(press('c', PAIR_MS + 1)), 'c');
});

test('nothing is read while typing or with a modifier held', () => {
  const read = createShortcutReader(known);
  assert.equal(read(press('c', 0, { typing: true })), undefined);
  assert.equal(read(press('c', 0, { held: true })), undefined);
});
