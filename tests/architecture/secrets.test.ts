import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { findSecrets } from '../../scripts/rules/secrets.ts';

const letters = (length: number) =>
  randomBytes(length * 2)
    .toString('base64')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(0, length);

// Put together here, so that this file holds nothing of the kind.
const secrets = {
  'a private key': `-----BEGIN ${'RSA'} PRIVATE KEY-----`,
  'an AWS access key': `AKIA${letters(16).toUpperCase()}`,
  'a Caseward token': `cw_${letters(32)}`,
  'a GitHub token': `ghp_${letters(36)}`,
  'an npm token': `npm_${letters(36)}`,
  'a Slack token': `xoxb-${letters(24)}`,
  'a Stripe key': `sk_live_${letters(24)}`,
  'a Google key': `AIza${letters(35)}`,
  'a signed token': `eyJ${letters(20)}.eyJ${letters(40)}.${letters(43)}`,
  'a password in a URL': `postgres://app:${letters(12)}@db.internal/cases`,
  'a random secret': `sessionSecret: '${randomBytes(24).toString('base64')}1'`,
};

for (const [kind, text] of Object.entries(secrets)) {
  test(`${kind} is found`, () => {
    const [finding] = findSecrets('any.txt', `first line\nlast = "${text}";`);
    assert.equal(finding?.message, `This looks like ${kind}.`);
    assert.equal(finding?.line, 2);
  });
}

test('a hexadecimal key given to a name that says so is found', () => {
  assert.equal(findSecrets('any.env', `API_KEY="${randomBytes(16).toString('hex')}"`).length, 1);
});

for (const text of [
  "password: 'correct horse battery staple'",
  "tokenName: 'caseward-session-token-name'",
  'smtps://mailer:change-me-please@smtp.example.org:465',
  'const url = `postgres://app:${password}@localhost/cases`;',
  'const password = randomSecret();',
  "sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'",
]) {
  test(`left in peace: ${text}`, () => {
    assert.deepEqual(findSecrets('any.ts', text), []);
  });
}

test('an example that says what it is passes, with a reason only', () => {
  const example = `cw_${letters(32)}`;
  assert.deepEqual(findSecrets('any.md', `${example} not a secret: shown in the manual`), []);
  assert.equal(findSecrets('any.md', `${example} not a secret: `).length, 1);
});
