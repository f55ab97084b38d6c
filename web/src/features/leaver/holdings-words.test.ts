import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endingWords, handedOverWords } from './holdings-words.ts';

const none = {
  cases: 0,
  contacts: 0,
  seats: 0,
  views: 0,
  grants: 0,
  invitations: 0,
  reviews: 0,
  directoryTies: 0,
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
  assert.match(endingWords({ ...none, directoryTies: 1 }).join(), /cannot put them back/);
});

test('what is handed over is counted, nothing too', () => {
  assert.equal(handedOverWords(none), 'There is nothing to hand over');
  assert.equal(
    handedOverWords({ ...none, cases: 1, contacts: 3, seats: 2, views: 1, reviews: 1 }),
    'Gets 1 case, 3 contacts, 2 staff slots, 1 shared view, 1 open review, where it is theirs to decide',
  );
});
