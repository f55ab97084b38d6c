import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnswerRefusal } from '../answer-refusal.ts';
import { checkManaged } from './check-managed.ts';
import { vouchedBy } from './vouched-by.ts';

const usual = { email: null, name: null, groups: null, roles: [] };
const google = { iss: 'https://accounts.google.com', sub: '1', email_verified: true };

function isTaken(claims: Record<string, unknown>): boolean {
  try {
    checkManaged(claims, vouchedBy(claims, {}), usual);
    return true;
  } catch (error) {
    assert.ok(error instanceof AnswerRefusal);
    assert.equal(error.reason, 'not-of-domain');
    return false;
  }
}

test('Google vouches for whom the organisation of that domain manages', () => {
  assert.ok(isTaken({ ...google, email: 'pat@example.org', hd: 'example.org' }));
  assert.ok(isTaken({ ...google, email: 'Pat@EXAMPLE.org', hd: 'example.org' }));
});

test('a private account with an address of the domain is nobody', () => {
  const email = 'pat@example.org';
  for (const hd of [
    undefined,
    null,
    '',
    'example.com',
    'EXAMPLE.ORG.',
    'sub.example.org',
    'org',
    ['example.org'],
    true,
  ])
    assert.equal(isTaken({ ...google, email, ...(hd !== undefined && { hd }) }), false, String(hd));
});

test('of another issuer `hd` means nothing: its domains are the workspace’s by their record', () => {
  const other = { ...google, iss: 'https://op.example.org', email: 'pat@example.org' };
  assert.ok(isTaken(other));
  assert.ok(isTaken({ ...other, hd: 'example.com' }));
});
