import type { OpenidReason } from '#server/platform/openid/index.ts';
import {
  CLIENT,
  type Forgery,
  HEADER,
  honest,
  type Json,
  rs256,
  type SigningKey,
  seconds,
  token,
} from './forgery.ts';

const ABSENT = undefined;

/** Everything the provider signed for somebody else, for another time or for another sign-in. */
export function statements(key: SigningKey, victim: string): Forgery[] {
  const bent = (name: string, reason: OpenidReason, claims: Json, more: Partial<Forgery> = {}): Forgery => ({
    name,
    reason,
    token: token(HEADER, { ...honest(victim), ...claims }, rs256(key)),
    ...more,
  });
  return [
    bent('of another issuer', 'issuer', { iss: 'https://other.example.org' }),
    bent('of an issuer with a slash more', 'issuer', { iss: 'https://op.example.org/' }),
    bent('of no issuer', 'malformed', { iss: ABSENT }),
    bent('for another client', 'audience', { aud: 'them' }),
    bent('for nobody', 'malformed', { aud: ABSENT }),
    bent('for an empty list', 'audience', { aud: [] }),
    bent('for us and another', 'audience', { aud: [CLIENT.id, 'them'] }),
    bent('for us and another, in our name', 'audience', { aud: [CLIENT.id, 'them'], azp: CLIENT.id }),
    bent('given to another client', 'audience', { azp: 'them' }),
    bent('for another sign-in', 'nonce', { nonce: 'another' }),
    bent('for any sign-in', 'malformed', { nonce: ABSENT }),
    bent('over since two minutes', 'time', { exp: seconds(-120) }),
    bent('never over', 'malformed', { exp: ABSENT }),
    bent('over at a word', 'malformed', { exp: 'never' }),
    bent('made an hour ago', 'time', { iat: seconds(-3600) }),
    bent('made in two minutes', 'time', { iat: seconds(120) }),
    bent('made at no time', 'malformed', { iat: ABSENT }),
    bent('not before two minutes', 'time', { nbf: seconds(120) }),
    bent('about nobody', 'malformed', { sub: ABSENT }),
    bent('about an empty name', 'subject', { sub: '' }),
    bent('about a number', 'malformed', { sub: 7 }),
    bent(
      'about a very long name',
      'subject',
      { sub: 's'.repeat(256) },
      { userinfo: { sub: 's'.repeat(256) } },
    ),
    bent('whose userinfo is about another', 'subject', {}, { userinfo: { sub: 'other' } }),
    bent('whose userinfo is about nobody', 'malformed', {}, { userinfo: {} }),
    { name: 'no token', reason: 'malformed', token: 'not-a-token' },
    { name: 'a token of two parts', reason: 'malformed', token: 'e30.e30' },
    { name: 'a list of claims', reason: 'malformed', token: token(HEADER, [honest(victim)], rs256(key)) },
  ];
}
