import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayWords, reasonWords, sightWords } from './access-words.ts';

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

test('what someone may do is said beside why', () => {
  const day = () => '1 May';
  assert.equal(mayWords([]), 'sees nothing of it');
  assert.equal(mayWords(['read']), 'reads only');
  assert.equal(sightWords({ reasons: [], may: [] }, day), 'sees nothing of it');
  const reasons = [{ kind: 'owner' as const }, { kind: 'role' as const, role: 'member' as const }];
  assert.equal(sightWords({ reasons, may: ['read', 'edit'] }, day), 'owns it; as member · may read, edit');
});
