import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findLooseTests } from '../../scripts/rules/loose-tests.ts';

for (const mark of ['skip', 'only', 'todo']) {
  test(`a test marked ${mark} is found, as a call and as an option`, () => {
    assert.equal(findLooseTests('a.test.ts', `test.${mark}('name', () => {});`).length, 1);
    assert.equal(findLooseTests('a.test.ts', `describe.${mark}('name', () => {});`).length, 1);
    assert.equal(findLooseTests('a.test.ts', `it('name', { ${mark}: true }, () => {});`).length, 1);
  });
}

test('a skip may give its reason, in words or by a condition that holds them', () => {
  assert.deepEqual(findLooseTests('a.test.ts', `test('name', { skip: 'no clamd here' }, () => {});`), []);
  assert.deepEqual(findLooseTests('a.test.ts', `test('name', { skip: noClamd }, () => {});`), []);
});

test('words in a text, and other options, are no marks', () => {
  assert.deepEqual(findLooseTests('a.test.ts', `test('skip only todo', { timeout: 5 }, () => {});`), []);
});
