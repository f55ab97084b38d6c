/** Signatures of an ID token that are taken: by a key pair, never by a shared secret, and never none. */
export const SIGNATURES: readonly string[] = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'Ed25519',
  'EdDSA',
];

/** An OpenID provider as its discovery document tells it, and nothing that the document does not. */
export interface OpenidProvider {
  readonly issuer: string;
  /** Where browsers are sent, to sign in and to sign out. */
  readonly authorizationEndpoint: string;
  readonly endSessionEndpoint: string | null;
  /** What the server itself calls. */
  readonly tokenEndpoint: string;
  readonly userinfoEndpoint: string | null;
  readonly jwksUri: string;
  /** How we show the token endpoint who we are. */
  readonly clientAuth: 'basic' | 'post';
  /** Some of `SIGNATURES`, one at least. */
  readonly signatures: readonly string[];
  /** Its answers name it (RFC 9207): one that does not is refused. */
  readonly namesItself: boolean;
}

/** Ourselves towards one provider. */
export interface OpenidClient {
  readonly id: string;
  readonly secret: string;
  readonly redirectUri: string;
}
