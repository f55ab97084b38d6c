import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchorWords, mentionedIn } from './comment-words.ts';

const people = [
  { userId: '1', name: 'Ada' },
  { userId: '2', name: 'Ada Lovelace' },
  { userId: '3', name: 'Grace' },
];

test('the longest name after an @ is who is meant, and each once', () => {
  assert.deepEqual(mentionedIn('@Ada Lovelace and @grace, @Grace', people), ['2', '3']);
  assert.deepEqual(mentionedIn('@ada, please', people), ['1']);
  assert.deepEqual(mentionedIn('Ada, mail a@b.example', people), []);
});

test('an anchor says what it is on', () => {
  assert.equal(anchorWords({ kind: 'section', section: 'what-happened' }), 'On “what happened”');
});
