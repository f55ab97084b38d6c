import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonWords } from './access-words.ts';

test('every reason can be said', () => {
  const day = () => '1 May';
  assert.equal(reasonWords({ kind: 'role', role: 'admin' }, day), 'as admin');
  assert.equal(reasonWords({ kind: 'staff', slot: 'Lead' }, day), 'works on it (Lead)');
  assert.equal(
    reasonWords({ kind: 'grant', level: 'comment', expiresAt: 'x' }, day),
    'was allowed to comment on it until 1 May',
  );
  assert.equal(reasonWords({ kind: 'grant', level: 'read', expiresAt: null }, day), 'was allowed to read it');
});
