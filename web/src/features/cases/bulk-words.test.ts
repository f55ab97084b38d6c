import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedWords } from './bulk-words.ts';

const refused = (...reasons: string[]) => reasons.map((reason, at) => ({ caseId: String(at), reason }));

test('what stays is counted by reason', () => {
  assert.equal(refusedWords([]), undefined);
  assert.equal(
    refusedWords(refused('locked', 'locked', 'not-own')),
    '3 stay as they are: 2 locked, 1 not yours',
  );
  assert.equal(refusedWords(refused('under-hold')), '1 stays as it is: 1 under hold');
});
