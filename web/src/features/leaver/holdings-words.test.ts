import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endingWords } from './holdings-words.ts';

const none = {
  cases: 0,
  seats: 0,
  grants: 0,
  invitations: 0,
  sessions: 0,
  passkeys: 0,
  password: false,
  tokens: [],
};

test('what is none is not named', () => {
  assert.equal(endingWords(none).length, 1);
  const words = endingWords({ ...none, passkeys: 2, grants: 1, password: true });
  assert.deepEqual(words.slice(1), [
    'Their password, for this workspace',
    '2 passkeys, for this workspace',
    '1 grant on a restricted case',
  ]);
});
