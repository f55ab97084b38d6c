import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { quickFolder } from './quick-folder.ts';

test('a cluster is made in memory where there is room for it', () => {
  assert.equal(quickFolder(import.meta.dirname, 1), import.meta.dirname);
});

test('where there is little room, or no such place, it is made in the temporary folder', () => {
  assert.equal(quickFolder(import.meta.dirname, 2 ** 60), tmpdir());
  assert.equal(quickFolder('/no/such/place', 1), tmpdir());
});
