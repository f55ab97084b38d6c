import { authorizationCodeGrant, Configuration, customFetch } from 'openid-client';
import type { Outside } from '#server/platform/fetch-outside/index.ts';
import { CLIENT, PROVIDER, SECRETS } from './forgery.ts';

/** The same library as it comes: over TLS it believes a token without its signature, however old. */
export async function laxlyTaken(outside: Outside): Promise<boolean> {
  const lax = new Configuration(
    { issuer: PROVIDER.issuer, token_endpoint: PROVIDER.tokenEndpoint, jwks_uri: PROVIDER.jwksUri },
    CLIENT.id,
    CLIENT.secret,
  );
  lax[customFetch] = async (address, { method, headers }) => {
    const { status, body, ...answer } = await outside.send(address, { method, headers }, 100_000);
    return new Response(new Uint8Array(body), { status, headers: answer.headers });
  };
  const address = new URL(CLIENT.redirectUri);
  address.searchParams.set('code', 'c');
  try {
    await authorizationCodeGrant(lax, address, {
      expectedNonce: SECRETS.nonce,
      pkceCodeVerifier: SECRETS.verifier,
    });
    return true;
  } catch {
    return false;
  }
}
