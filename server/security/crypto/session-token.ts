import { equalSecrets } from './compare.ts';
import type { KeyScope } from './key-scope.ts';

/** What a session cookie says; the session row must agree before anything is done with it. */
export interface SessionClaims {
  /** The session's id, UUID v4. */
  readonly sid: string;
  /** The user's id, UUID v4: whose requests are counted together before the database is asked. */
  readonly sub: string;
  /** Issued at, seconds since 1970. */
  readonly iat: number;
  /** Not valid from this second on. */
  readonly exp: number;
}

const HEADER = encode({ alg: 'HS256', typ: 'JWT' });
const TOKEN = /^([A-Za-z0-9_-]{36})\.([A-Za-z0-9_-]{120,240})\.([A-Za-z0-9_-]{43})$/;
const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A compact JWT (RFC 7519, RFC 7515) with HS256 under a key derived from the system scope. */
export function signSession(scope: KeyScope, { sid, sub, iat, exp }: SessionClaims): string {
  const claims = { sid, sub, iat, exp };
  if (!isClaims(claims)) throw new TypeError('a session has a UUID v4, and expires after it was issued');
  const signed = `${HEADER}.${encode(claims)}`;
  return `${signed}.${signature(scope, signed)}`;
}

/**
 * The claims of a token this deployment signed and that is in force at `now` (seconds since 1970), or
 * undefined. The header is compared byte for byte and never interpreted, so there is no algorithm to
 * confuse; the signature is compared as text, so no second spelling of it exists (claim FTS-17).
 */
export function verifySession(scope: KeyScope, token: string, now: number): SessionClaims | undefined {
  const [, header, payload, given] = TOKEN.exec(token) ?? [];
  if (header !== HEADER || payload === undefined || given === undefined) return undefined;
  if (!equalSecrets(given, signature(scope, `${HEADER}.${payload}`))) return undefined;
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  if (!isClaims(claims) || now >= claims.exp) return undefined;
  return { sid: claims.sid, sub: claims.sub, iat: claims.iat, exp: claims.exp };
}

function signature(scope: KeyScope, signed: string): string {
  return scope.mac('session-token', signed).toString('base64url');
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}

function isClaims(value: unknown): value is SessionClaims {
  if (typeof value !== 'object' || value === null) return false;
  if (!('sid' in value && 'sub' in value && 'iat' in value && 'exp' in value)) return false;
  const { sid, sub, iat, exp } = value;
  return isUuid(sid) && isUuid(sub) && isSecond(iat) && isSecond(exp) && exp > iat;
}

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID_V4.test(value);
}

function isSecond(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
