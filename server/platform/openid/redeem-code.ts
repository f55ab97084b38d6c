import { authorizationCodeGrant, type Configuration, fetchUserInfo } from 'openid-client';
import type { Outside } from '../fetch-outside/index.ts';
import type { OpenidSecrets } from './ask-for-code.ts';
import { configurationOf } from './configuration.ts';
import { OpenidError } from './openid-error.ts';
import type { OpenidClient, OpenidProvider } from './openid-provider.ts';
import { reasonOf } from './reason-of.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** What came back to the redirect address. */
export interface CodeAnswer {
  readonly code: string;
  readonly state: string;
  readonly iss: string | undefined;
}

export interface Redemption {
  readonly provider: OpenidProvider;
  readonly client: OpenidClient;
  readonly answer: CodeAnswer;
  readonly secrets: OpenidSecrets;
  readonly now: Date;
}

export interface Redeemed {
  readonly idToken: string;
  /** Of the ID token: verified. */
  readonly claims: Claims;
  /** Of the userinfo endpoint, for the same subject; none where there is no such endpoint. */
  readonly userinfo: Claims;
}

/** An ID token is taken for so long after it was made, and so far ahead of it, seconds. */
const FRESH = 5 * 60;
const SKEW = 60;

/**
 * Redeems a code at the token endpoint and checks the ID token: OpenID Connect Core 3.1.3.7, and stricter in that the
 * signature always counts, no other audience is named beside ours, and the token is minutes old at most.
 * @throws OpenidError
 */
export async function redeemCode(outside: Outside, redemption: Redemption): Promise<Redeemed> {
  const { provider, client, secrets, now } = redemption;
  const configuration = configurationOf(provider, client, outside, now);
  try {
    const tokens = await authorizationCodeGrant(configuration, addressOf(redemption), {
      expectedState: redemption.answer.state,
      expectedNonce: secrets.nonce,
      pkceCodeVerifier: secrets.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined || tokens.id_token === undefined) throw new OpenidError('malformed');
    checkClaims(claims, client.id, now);
    const userinfo = await userinfoOf(provider, configuration, tokens.access_token, claims.sub);
    return { idToken: tokens.id_token, claims, userinfo };
  } catch (error) {
    // Without its cause: that holds tokens and claims.
    throw new OpenidError(reasonOf(error));
  }
}

// The redirect address as it was called, rebuilt from what was read of it: nothing else gets any further.
function addressOf({ client, answer }: Redemption): URL {
  const address = new URL(client.redirectUri);
  address.searchParams.set('code', answer.code);
  address.searchParams.set('state', answer.state);
  if (answer.iss !== undefined) address.searchParams.set('iss', answer.iss);
  return address;
}

function checkClaims({ aud, azp, iat, sub }: Claims, clientId: string, now: Date): void {
  const [audience, ...others] = Array.isArray(aud) ? aud : [aud];
  if (audience !== clientId || others.length > 0) throw new OpenidError('audience');
  if (azp !== undefined && azp !== clientId) throw new OpenidError('audience');
  const age = now.getTime() / 1000 - (typeof iat === 'number' ? iat : Number.NaN);
  if (!(age >= -SKEW && age <= FRESH + SKEW)) throw new OpenidError('time');
  if (typeof sub !== 'string' || sub === '' || sub.length > 255) throw new OpenidError('subject');
}

async function userinfoOf(
  { userinfoEndpoint }: OpenidProvider,
  configuration: Configuration,
  accessToken: string,
  subject: string,
): Promise<Claims> {
  return userinfoEndpoint === null ? {} : fetchUserInfo(configuration, accessToken, subject);
}
