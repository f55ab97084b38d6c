import { calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier } from 'openid-client';
import type { OpenidClient, OpenidProvider } from './openid-provider.ts';

/** What a sign-in keeps to itself until its answer comes. */
export interface OpenidSecrets {
  readonly nonce: string;
  /** RFC 7636. */
  readonly verifier: string;
}

export interface CodeRequest {
  readonly state: string;
  /** Beside `openid`. */
  readonly scopes: readonly string[];
  /** The provider shall ask for a factor again, whatever it remembers. */
  readonly anew: boolean;
}

/** The address a browser is sent to for a code, with S256, nonce and state, and what belongs to it. */
export async function askForCode(
  provider: OpenidProvider,
  client: Pick<OpenidClient, 'id' | 'redirectUri'>,
  { state, scopes, anew }: CodeRequest,
): Promise<{ readonly location: string; readonly secrets: OpenidSecrets }> {
  const secrets = { nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
  const address = new URL(provider.authorizationEndpoint);
  const asked = {
    client_id: client.id,
    redirect_uri: client.redirectUri,
    response_type: 'code',
    response_mode: 'query',
    scope: [...new Set(['openid', ...scopes])].join(' '),
    state,
    nonce: secrets.nonce,
    code_challenge: await calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: 'S256',
    ...(anew && { prompt: 'login' }),
  };
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
  return { location: address.href, secrets };
}
