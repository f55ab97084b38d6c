import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareDone, stateWords } from './export-words.ts';

test('how far it is never passes the end, and is not made up', () => {
  assert.equal(shareDone({ steps: 0, stepsTotal: null }), undefined);
  assert.equal(shareDone({ steps: 3, stepsTotal: 6 }), 0.5);
  assert.equal(shareDone({ steps: 9, stepsTotal: 6 }), 1);
});

test('an archive of somebody else is not offered as one’s own', () => {
  assert.notEqual(stateWords({ state: 'done', mine: false }), stateWords({ state: 'done', mine: true }));
});
