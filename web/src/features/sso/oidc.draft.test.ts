import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientDraft, clientOf, clientPatchOf, NO_CLIENT } from './oidc.draft.ts';

const known = {
  issuer: 'https://op.example.org',
  clientId: 'us',
  scopes: ['groups', 'roles'],
  signsOut: true,
  redirectUri: '',
  afterSignOut: '',
  backChannel: '',
};

test('a secret that was not typed stays as it is', () => {
  const draft = clientDraft(known);
  assert.equal('clientSecret' in clientPatchOf(draft), false);
  assert.equal(clientPatchOf({ ...draft, clientSecret: ' kept ' }).clientSecret, ' kept ');
});

test('scopes are words, however they are set apart', () => {
  assert.deepEqual(clientOf({ ...NO_CLIENT, scopes: ' groups,roles  offline ' }).scopes, [
    'groups',
    'roles',
    'offline',
  ]);
  assert.deepEqual(clientOf(NO_CLIENT).scopes, []);
});
