import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { type Outside, OutsideError } from '../fetch-outside/index.ts';
import { OpenidError, type OpenidReason } from './openid-error.ts';
import type { OpenidProvider } from './openid-provider.ts';

/** Whose sign-out a provider tells of: of one session, of all of a person, or of one session of a person. */
export interface SignedOut {
  /** What the token itself is called: it is taken once. */
  readonly id: string;
  readonly subject: string | null;
  readonly session: string | null;
}

export interface LogoutToken {
  readonly provider: OpenidProvider;
  readonly clientId: string;
  readonly token: string;
  readonly now: Date;
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const LARGEST = 400_000;
const LONGEST = 255;
/** A token is taken for so long after it was made, and clocks may differ by so much, seconds. */
const FRESH = 5 * 60;
const SKEW = 60;
/** An ID token has its own purposes. */
const TYPES: ReadonlySet<string> = new Set(['', 'jwt', 'logout+jwt', 'application/logout+jwt']);

/**
 * Reads a logout token (OpenID Connect Back-Channel Logout 1.0, 2.6): signed by a key of the provider's, for us alone,
 * minutes old at most, about a sign-out and nothing else.
 * @throws OpenidError
 */
export async function readLogoutToken(
  outside: Outside,
  { provider, clientId, token, now }: LogoutToken,
): Promise<SignedOut> {
  try {
    const keys = createLocalJWKSet(await keySetOf(outside, provider));
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer: provider.issuer,
      audience: clientId,
      algorithms: [...provider.signatures],
      clockTolerance: SKEW,
      maxTokenAge: FRESH,
      currentDate: now,
      requiredClaims: ['exp', 'iat', 'jti', 'events'],
    });
    if (!TYPES.has((protectedHeader.typ ?? '').toLowerCase())) throw new OpenidError('malformed');
    return signedOut(payload);
  } catch (error) {
    // Without its cause: that holds the token.
    throw new OpenidError(reasonOf(error));
  }
}

async function keySetOf(outside: Outside, { jwksUri }: OpenidProvider): Promise<JSONWebKeySet> {
  const request = { method: 'GET', headers: { accept: 'application/json' } };
  const { status, body } = await outside.send(jwksUri, request, LARGEST);
  if (status !== 200) throw new OpenidError('unreachable');
  return JSON.parse(body.toString('utf8'));
}

function signedOut({ aud, azp, jti, sub, sid, events, nonce }: JWTPayload): SignedOut {
  if ((Array.isArray(aud) && aud.length !== 1) || azp !== undefined) throw new OpenidError('audience');
  if (nonce !== undefined || !isSignOut(events)) throw new OpenidError('malformed');
  const [id, subject, session] = [nameIn(jti), nameIn(sub), nameIn(sid)];
  if (id === null || (subject === null && session === null)) throw new OpenidError('subject');
  return { id, subject, session };
}

function isSignOut(events: unknown): boolean {
  if (typeof events !== 'object' || events === null || !(EVENT in events)) return false;
  const event: unknown = Reflect.get(events, EVENT);
  return typeof event === 'object' && event !== null;
}

function nameIn(claim: unknown): string | null {
  if (claim === undefined) return null;
  if (typeof claim !== 'string' || claim === '' || claim.length > LONGEST) throw new OpenidError('subject');
  return claim;
}

function reasonOf(error: unknown): OpenidReason {
  if (error instanceof OpenidError) return error.reason;
  if (error instanceof OutsideError) return 'unreachable';
  if (error instanceof errors.JWTExpired) return 'time';
  if (error instanceof errors.JWTClaimValidationFailed)
    return error.reason === 'missing' ? 'malformed' : (BY_CLAIM[error.claim] ?? 'malformed');
  const { code } = error instanceof errors.JOSEError ? error : { code: '' };
  return SIGNATURE_FAULTS.has(code) ? 'signature' : 'malformed';
}

const BY_CLAIM: Readonly<Record<string, OpenidReason>> = {
  iss: 'issuer',
  aud: 'audience',
  exp: 'time',
  iat: 'time',
  nbf: 'time',
};
const SIGNATURE_FAULTS: ReadonlySet<string> = new Set([
  'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
  'ERR_JWKS_NO_MATCHING_KEY',
  'ERR_JWKS_MULTIPLE_MATCHING_KEYS',
  'ERR_JOSE_ALG_NOT_ALLOWED',
  'ERR_JOSE_NOT_SUPPORTED',
]);
