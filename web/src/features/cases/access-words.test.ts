import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asOwner, mayWords, reasonWords, sightWords } from './access-words.ts';

test('every reason can be said', () => {
  const day = () => '1 May';
  assert.equal(reasonWords({ kind: 'role', role: 'admin' }, day), 'as admin');
  assert.equal(reasonWords({ kind: 'staff', slot: 'Lead' }, day), 'works on it (Lead)');
  assert.equal(
    reasonWords({ kind: 'grant', level: 'comment', expiresAt: 'x' }, day),
    'by a grant to comment on it until 1 May',
  );
  assert.equal(reasonWords({ kind: 'grant', level: 'read', expiresAt: null }, day), 'by a grant to read it');
});

test('what someone may do is said beside why', () => {
  const day = () => '1 May';
  assert.equal(mayWords([]), 'sees nothing of it');
  assert.equal(mayWords(['read']), 'reads only');
  assert.equal(sightWords({ reasons: [], may: [] }, day), 'sees nothing of it');
  const reasons = [{ kind: 'owner' as const }, { kind: 'role' as const, role: 'member' as const }];
  assert.equal(sightWords({ reasons, may: ['read', 'edit'] }, day), 'owns it; as member · may read, edit');
});

test('whoever owns a case is called its owner, once, whatever else lets them in', () => {
  const day = () => '1 May';
  const grant = { kind: 'grant' as const, level: 'edit' as const, expiresAt: null };
  const words = (reasons: Parameters<typeof asOwner>[0]['reasons']) =>
    sightWords(asOwner({ reasons, may: ['read', 'edit'] }), day);
  assert.equal(words([grant]), 'owns it; by a grant to edit it · may read, edit');
  assert.equal(words([{ kind: 'owner' }]), 'owns it · may read, edit');
});
