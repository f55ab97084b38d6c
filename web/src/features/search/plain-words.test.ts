import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainWords } from './plain-words.ts';

test('marks go, words stay', () => {
  assert.equal(plainWords('by hand. ## Timeline'), 'by hand. Timeline');
  assert.equal(plainWords('what | |---|---| | 14:44 | Trip'), 'what · 14:44 · Trip');
  assert.equal(plainWords('**so** it `is`, issue #4'), 'so it is, issue #4');
});
