/**
 * What keeps the secret that a route takes from being guessed:
 * `tries`: it is counted before it is compared, for each account and place; five wrong ones close that way for a
 * quarter of an hour (claim FL-15).
 * `length`: 256 random bits, which nobody guesses; the rate of its class, by address, is enough.
 * `signature`: a signed answer to a challenge or request of ours; without the key there is nothing to guess.
 * `set`: it is chosen here and compared with nothing.
 */
export type SecretGuard = 'tries' | 'length' | 'signature' | 'set';

/**
 * Every route that takes a secret. One that is not in this list has no field a secret could come in: a test walks
 * what all routes declare to take, and tries each of these (CVE-2026-22603: the one that was forgotten).
 */
export const SECRET_ROUTES: Readonly<Record<string, SecretGuard>> = {
  'POST /api/v1/setup': 'length',
  'POST /api/v1/setup/recovery-kit': 'length',
  'POST /api/v1/setup/recovery-kit/confirmations': 'length',
  'POST /api/v1/sign-in': 'tries',
  'POST /api/v1/sign-in/password': 'tries',
  'PUT /api/v1/sign-in/new-password': 'set',
  'POST /api/v1/sign-in/password-resets/redemptions': 'length',
  'POST /api/v1/sign-in/second-factor': 'tries',
  'POST /api/v1/session/factor': 'tries',
  'PUT /api/v1/account/password': 'tries',
  'PUT /api/v1/account/email': 'tries',
  'POST /api/v1/account/passkeys': 'signature',
  'POST /api/v1/sign-in/passkey': 'signature',
  'POST /api/v1/sso/:connectionId/answers': 'signature',
  'POST /api/v1/sso/:connectionId/sign-outs': 'signature',
  'POST /api/v1/sso/:connectionId/back-channel-logouts': 'signature',
  'GET /api/v1/sso/:connectionId/callback': 'length',
  'POST /api/v1/sso/arrivals': 'length',
  'POST /api/v1/workspaces/:workspaceId/sso/connections': 'set',
  'PATCH /api/v1/workspaces/:workspaceId/sso/connections/:connectionId': 'set',
  'POST /api/v1/workspaces/:workspaceId/log-streams': 'set',
  'POST /api/v1/account/totp/confirmation': 'tries',
  'POST /api/v1/invitations/lookup': 'length',
  'POST /api/v1/invitations/acceptances': 'length',
  'POST /api/v1/token-leaks': 'length',
  'POST /api/v1/vulnerability-reports/lookup': 'length',
  'POST /api/v1/privacy-requests/confirmations': 'length',
};
