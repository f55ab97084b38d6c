import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { DISCOVERY } from './discovery.ts';
import { type Json, seconds, token } from './forgery.ts';

export const SIGN_OUT = 'http://schemas.openid.net/event/backchannel-logout';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** The key set of the provider that is nowhere. */
export const KEY_SET = {
  keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'ec', use: 'sig', alg: 'ES256' }],
};

/** What an honest provider says of a sign-out, just now. */
export function saysSignedOut(more: Json = {}): Json {
  const { issuer: iss } = DISCOVERY;
  const times = { iat: seconds(), exp: seconds(120) };
  return { iss, aud: 'us', sub: 'subject', jti: randomUUID(), events: { [SIGN_OUT]: {} }, ...times, ...more };
}

/** The same signed by that key. */
export function logoutToken(more: Json = {}): string {
  return token({ alg: 'ES256', kid: 'ec', typ: 'logout+jwt' }, saysSignedOut(more), (data) =>
    sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  );
}
