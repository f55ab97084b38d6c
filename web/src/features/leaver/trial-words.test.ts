import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trialWords } from './trial-words.ts';

test('a way in that still opens stands out, one that was meant to stay does not', () => {
  const of = (kind: 'session' | 'token_kept', answer: string) => trialWords({ kind, answer, tries: 2 });
  assert.deepEqual(of('session', 'CW404'), {
    what: 'Sessions there were',
    how: 'refused, 2 times',
    open: false,
  });
  assert.equal(of('session', 'let_in').open, true);
  assert.equal(of('token_kept', 'let_in').open, false);
});
