import { createHmac } from 'node:crypto';
import {
  CLIENT,
  type Forgery,
  HEADER,
  honest,
  type Json,
  publicJwk,
  rs256,
  type SigningKey,
  signingKey,
  token,
} from './forgery.ts';

interface Makings {
  readonly key: SigningKey;
  readonly attacker: string;
  /** What is said of them; an ID token's claims unless it is another token. */
  readonly claims?: Json;
}

/** Everything that claims a key without having it. */
export function signatures({ key, attacker, claims = honest(attacker) }: Makings): Forgery[] {
  const stranger = signingKey();
  const weak = signingKey(1024);
  const none = () => Buffer.alloc(0);
  const genuine = token(HEADER, honest('ada@example.org'), rs256(key));
  const [head = '', , signature = ''] = genuine.split('.');
  const swapped = `${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
  const byStranger = (more: object) => token({ ...HEADER, ...more }, claims, rs256(stranger));
  const made: readonly (readonly [name: string, token: string])[] = [
    ...['none', 'None', 'NONE', 'nOnE', ''].map(
      (alg) => [`signed by nothing, as "${alg}"`, token({ ...HEADER, alg }, claims, none)] as const,
    ),
    ['no algorithm', token({ kid: 'one' }, claims, none)],
    ...secrets(key).map(
      ([name, secret]) =>
        [`HS256 with ${name}`, token({ ...HEADER, alg: 'HS256' }, claims, hmac(secret))] as const,
    ),
    ['a stranger’s key under the same name', byStranger({})],
    ['a stranger’s key under its own name', byStranger({ kid: 'two' })],
    ['a stranger’s key in the header', byStranger({ jwk: publicJwk(stranger) })],
    ['a stranger’s key set in the header', byStranger({ jku: 'https://evil.example.org/keys' })],
    ['a name that is a path', byStranger({ kid: '../../dev/null' })],
    ['another algorithm than the signature', token({ ...HEADER, alg: 'RS384' }, claims, rs256(key))],
    ['other claims under a signature that holds', swapped],
    ['no signature', swapped.slice(0, swapped.lastIndexOf('.') + 1)],
    [
      'an extension that has to be understood',
      token({ ...HEADER, crit: ['b64'], b64: false }, claims, rs256(key)),
    ],
    ['encrypted, as if', `${head}.a.b.c.d`],
  ];
  return [
    ...made.map(([name, forged]) => ({ name, reason: 'signature' as const, token: forged })),
    {
      name: 'a key that is too short',
      reason: 'signature',
      token: token(HEADER, claims, rs256(weak)),
      keys: [publicJwk(weak)],
    },
    { name: 'no key at all', reason: 'signature', token: genuine, keys: [] },
    {
      name: 'a key for another use',
      reason: 'signature',
      token: genuine,
      keys: [publicJwk(key, { kid: 'one', use: 'enc' })],
    },
    {
      name: 'two keys and no name',
      reason: 'signature',
      token: token({ alg: 'RS256' }, claims, rs256(key)),
      keys: [publicJwk(key), publicJwk(stranger, { kid: 'two' })],
    },
  ];
}

function secrets({ publicKey }: SigningKey): readonly (readonly [string, Buffer | string])[] {
  return [
    ['the public key as PEM', publicKey.export({ format: 'pem', type: 'spki' })],
    ['the public key as DER', publicKey.export({ format: 'der', type: 'spki' })],
    ['the public key as JWK', JSON.stringify(publicKey.export({ format: 'jwk' }))],
    ['the secret of the client', CLIENT.secret],
    ['nothing', ''],
  ];
}

const hmac = (secret: Buffer | string) => (data: Buffer) =>
  createHmac('sha256', secret).update(data).digest();
