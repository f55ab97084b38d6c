import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, shareDone, stateWords } from './import-words.ts';

const counts = { rows: 40, tried: 10, made: 8, undone: 2, left: 2 };

test('how far it is: of the rows, or of the cases that are taken back', () => {
  assert.equal(shareDone({ ...counts, state: 'running' }), 0.25);
  assert.equal(shareDone({ ...counts, state: 'undoing' }), 0.5);
  assert.equal(shareDone({ ...counts, state: 'running', rows: null }), undefined);
});

test('what was done with rows refused is not called done without more', () => {
  assert.notEqual(
    stateWords({ state: 'done', refused: 0 }).tone,
    stateWords({ state: 'done', refused: 1 }).tone,
  );
  assert.equal(count(1, 'row'), '1 row');
  assert.equal(count(1_200, 'row'), '1,200 rows');
});
