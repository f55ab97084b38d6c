import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Outside, OutsideAnswer } from '#server/platform/fetch-outside/index.ts';
import type { OpenidClient, OpenidProvider, OpenidReason } from '#server/platform/openid/index.ts';

const ISSUER = 'https://op.example.org';

export const PROVIDER: OpenidProvider = {
  issuer: ISSUER,
  authorizationEndpoint: `${ISSUER}/authorize`,
  endSessionEndpoint: null,
  tokenEndpoint: `${ISSUER}/token`,
  userinfoEndpoint: `${ISSUER}/userinfo`,
  jwksUri: `${ISSUER}/keys`,
  clientAuth: 'basic',
  signatures: ['RS256'],
  namesItself: false,
};
export const CLIENT: OpenidClient = {
  id: 'us',
  secret: 'a secret of thirty-two characters',
  redirectUri: 'https://caseward.example.org/api/v1/sso/4be0643f-1d98-473b-97cd-ca98a65347dd/callback',
};
export const SECRETS = { nonce: 'the nonce of this sign-in', verifier: 'v'.repeat(43) };

export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export function signingKey(modulusLength = 2048): SigningKey {
  return generateKeyPairSync('rsa', { modulusLength });
}

export type Json = Readonly<Record<string, unknown>>;
export type Signer = (data: Buffer) => Buffer;

/** A token and what stands around it, made to be taken though it should not be. */
export interface Forgery {
  readonly name: string;
  readonly reason: OpenidReason;
  readonly token: string;
  /** What the provider's key set holds instead of its key. */
  readonly keys?: readonly Json[];
  readonly userinfo?: Json;
}

export const seconds = (ahead = 0) => Math.floor(Date.now() / 1000) + ahead;

/** What an honest provider says of somebody, just now. */
export function honest(email: string): Json {
  const said = { iss: ISSUER, aud: CLIENT.id, sub: 'subject', nonce: SECRETS.nonce, email };
  return { ...said, iat: seconds(), exp: seconds(300) };
}

export const rs256 =
  ({ privateKey }: SigningKey): Signer =>
  (data) =>
    sign('sha256', data, privateKey);

export function token(header: Json, claims: unknown, signer: Signer): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${signer(Buffer.from(signed)).toString('base64url')}`;
}

export const HEADER = { alg: 'RS256', kid: 'one', typ: 'JWT' };

export function publicJwk({ publicKey }: SigningKey, more: Json = { kid: 'one' }): Json {
  return { ...publicKey.export({ format: 'jwk' }), use: 'sig', ...more };
}

/** A provider that answers with this, whatever it is asked. */
export function double(
  { token: idToken, keys, userinfo = { sub: 'subject' } }: Forgery,
  key: SigningKey,
): Outside {
  const said: Readonly<Record<string, unknown>> = {
    [PROVIDER.tokenEndpoint]: { access_token: 'opaque', token_type: 'Bearer', id_token: idToken },
    [PROVIDER.jwksUri]: { keys: keys ?? [publicJwk(key)] },
    [`${ISSUER}/userinfo`]: userinfo,
  };
  const nothing = async () => {
    throw new Error('nothing else is asked');
  };
  return {
    fetch: nothing,
    txt: nothing,
    pour: nothing,
    agentsFor: nothing,
    send: async (address) => answered(said[address]),
  };
}

function answered(body: unknown): OutsideAnswer {
  const headers = { 'content-type': 'application/json' };
  return { status: 200, headers, body: Buffer.from(JSON.stringify(body)) };
}
