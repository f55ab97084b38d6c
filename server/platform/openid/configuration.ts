import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  clockSkew,
  clockTolerance,
  customFetch,
  enableNonRepudiationChecks,
} from 'openid-client';
import type { Outside } from '../fetch-outside/index.ts';
import { guardedFetch } from './guarded-fetch.ts';
import type { OpenidClient, OpenidProvider } from './openid-provider.ts';

/** Clocks may differ by so much, seconds. */
const TOLERANCE = 60;
const PATIENCE_SECONDS = 10;

/** The settings openid-client is run with; it learns of a provider what was read from its discovery, no more. */
export function configurationOf(
  provider: OpenidProvider,
  client: OpenidClient,
  outside: Outside,
  now: Date,
): Configuration {
  const auth = provider.clientAuth === 'basic' ? ClientSecretBasic : ClientSecretPost;
  const configuration = new Configuration(
    serverMetadata(provider),
    client.id,
    { [clockSkew]: Math.round((now.getTime() - Date.now()) / 1000), [clockTolerance]: TOLERANCE },
    auth(client.secret),
  );
  configuration[customFetch] = guardedFetch(outside);
  configuration.timeout = PATIENCE_SECONDS;
  // Over TLS it would take a token unverified. A signature is asked for whatever the token came through.
  enableNonRepudiationChecks(configuration);
  // The way out refuses plain http itself, but for hosts inside that the operator named.
  if (!provider.issuer.startsWith('https:')) allowInsecureRequests(configuration);
  return configuration;
}

function serverMetadata(provider: OpenidProvider) {
  return {
    issuer: provider.issuer,
    authorization_endpoint: provider.authorizationEndpoint,
    token_endpoint: provider.tokenEndpoint,
    jwks_uri: provider.jwksUri,
    id_token_signing_alg_values_supported: [...provider.signatures],
    authorization_response_iss_parameter_supported: provider.namesItself,
    ...(provider.userinfoEndpoint !== null && { userinfo_endpoint: provider.userinfoEndpoint }),
  };
}
