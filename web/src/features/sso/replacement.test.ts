import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../../api/api-error.ts';
import { replacementOf, replacementWords } from './replacement.ts';

const certificate = (fingerprint: string) => ({
  subject: 'CN=idp',
  fingerprint,
  validFrom: '2026-01-01T00:00:00Z',
  validTo: '2027-01-01T00:00:00Z',
});
const provider = {
  entityId: 'https://idp.example.org',
  signOnUrl: 'https://idp.example.org/sso',
  signsOut: true,
  certificates: [certificate('AA:01'), certificate('BB:02')],
};

test('each difference is a line, and what stays is none', () => {
  const after = {
    ...provider,
    entityId: 'https://other.example.org',
    certificates: [certificate('BB:02'), certificate('CC:03')],
  };
  assert.deepEqual(replacementWords({ before: provider, after }), [
    'Entity id: https://idp.example.org → https://other.example.org',
    'Certificate no longer believed: AA:01',
    'Certificate believed from now on: CC:03',
  ]);
  assert.deepEqual(replacementWords({ before: provider, after: { ...provider, signsOut: false } }), [
    'Sign-outs: taken → not taken',
  ]);
});

test('only the question about a replacement is one', () => {
  const details = { reason: 'replaces-provider', confirmation: 'x', before: provider, after: provider };
  const refused = (more: object) =>
    new ApiError(409, { code: 'conflict', message: 'No.', details: { ...details, ...more } }, 'r1');
  assert.equal(replacementOf(refused({}))?.confirmation, 'x');
  assert.equal(replacementOf(refused({ reason: 'enforced' })), undefined);
  assert.equal(replacementOf(new Error('x')), undefined);
});
