const ISSUER = 'https://op.example.org';

/** The discovery document of a provider that is nowhere. */
export const DISCOVERY = {
  issuer: ISSUER,
  address: `${ISSUER}/.well-known/openid-configuration`,
  document: {
    issuer: ISSUER,
    authorization_endpoint: `${ISSUER}/authorize`,
    token_endpoint: `${ISSUER}/token`,
    jwks_uri: `${ISSUER}/keys`,
    end_session_endpoint: `${ISSUER}/leave`,
    response_types_supported: ['code'],
    id_token_signing_alg_values_supported: ['RS256', 'ES256'],
  },
};
