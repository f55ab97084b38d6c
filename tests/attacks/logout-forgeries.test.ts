import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type OpenidReason, readLogoutToken } from '#server/platform/openid/index.ts';
import {
  CLIENT,
  double,
  HEADER,
  honest,
  type Json,
  PROVIDER,
  publicJwk,
  rs256,
  seconds,
  signingKey,
  token,
} from './oidc/forgery.ts';
import { SIGN_OUT, saysSignedOut } from './oidc/logout-token.ts';
import { signatures } from './oidc/signatures.ts';

const key = signingKey();
const ABSENT = undefined;

const read = (logout: string, keys: readonly Json[] = [publicJwk(key)]) =>
  readLogoutToken(double({ name: '', reason: 'malformed', token: logout, keys }, key), {
    provider: PROVIDER,
    clientId: CLIENT.id,
    token: logout,
    now: new Date(),
  });
const made = (more: Json = {}, header: Json = {}) =>
  token({ ...HEADER, typ: 'logout+jwt', ...header }, saysSignedOut({ aud: CLIENT.id, ...more }), rs256(key));

test('control: an honest token is believed, about a person, a session or both', async () => {
  const both = await read(made({ sid: 'one' }));
  assert.deepEqual([both.subject, both.session], ['subject', 'one']);
  assert.deepEqual((await read(made())).session, null);
  assert.deepEqual((await read(made({ sub: ABSENT, sid: 'one' }))).subject, null);
  for (const typ of [ABSENT, 'JWT', 'LOGOUT+jwt']) await read(made({}, { typ }));
});

const bent: readonly (readonly [name: string, reason: OpenidReason, more: Json])[] = [
  ['of another issuer', 'issuer', { iss: 'https://other.example.org' }],
  ['of no issuer', 'malformed', { iss: ABSENT }],
  ['for another client', 'audience', { aud: 'them' }],
  ['for nobody', 'malformed', { aud: ABSENT }],
  ['for us and another', 'audience', { aud: [CLIENT.id, 'them'] }],
  ['given to another client', 'audience', { azp: 'them' }],
  ['over since two minutes', 'time', { exp: seconds(-120) }],
  ['never over', 'malformed', { exp: ABSENT }],
  ['made an hour ago', 'time', { iat: seconds(-3600), exp: seconds(120) }],
  ['made in an hour', 'time', { iat: seconds(3600), exp: seconds(7200) }],
  ['made at no time', 'malformed', { iat: ABSENT }],
  ['with a nonce, as an ID token has one', 'malformed', { nonce: 'n' }],
  ['about no event', 'malformed', { events: ABSENT }],
  ['about another event', 'malformed', { events: { 'http://schemas.openid.net/event/other': {} } }],
  ['about an event that is a word', 'malformed', { events: { [SIGN_OUT]: 'yes' } }],
  ['about events that are a word', 'malformed', { events: SIGN_OUT }],
  ['of no name of its own', 'malformed', { jti: ABSENT }],
  ['about nobody', 'subject', { sub: ABSENT }],
  ['about an empty name', 'subject', { sub: '' }],
  ['about a session that is a number', 'subject', { sid: 7 }],
  ['about a very long name', 'subject', { sub: 's'.repeat(256) }],
];
for (const [name, reason, more] of bent) {
  test(`refused: a token ${name}`, () => assert.rejects(read(made(more)), { name: 'OpenidError', reason }));
}

test('refused: whatever claims a key without having it', async () => {
  const claims = saysSignedOut({ aud: CLIENT.id });
  const corpus = signatures({ key, attacker: 'mallory@example.org', claims });
  assert.ok(corpus.length > 20, String(corpus.length));
  for (const { name, token: forged, keys } of corpus)
    await assert.rejects(read(forged, keys), { name: 'OpenidError' }, name);
});

test('refused: an ID token of the same provider, and an access token', async () => {
  await assert.rejects(read(token(HEADER, honest('ada@example.org'), rs256(key))), { reason: 'malformed' });
  await assert.rejects(read(made({}, { typ: 'at+jwt' })), { reason: 'malformed' });
});

test('a token changed in any one character says nothing else than before, or is refused', async () => {
  const genuine = made();
  const before = await read(genuine);
  const place = fc.nat(genuine.length - 1);
  const letter = fc.constantFrom(...'ABCXYZabcxyz0189-_.');
  await fc.assert(
    fc.asyncProperty(place, letter, async (at, by) => {
      const changed = genuine.slice(0, at) + by + genuine.slice(at + 1);
      const said = await read(changed).catch(() => undefined);
      if (said !== undefined) assert.deepEqual(said, before);
    }),
    { numRuns: 150 },
  );
});
