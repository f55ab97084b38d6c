import { type KeyScope, signSession } from './crypto/index.ts';

/** RFC 6265bis: the prefix binds the cookie to this host, to TLS and to the whole path. */
export const SESSION_COOKIE = '__Host-caseward';

const HOUR = 3600;
export const IDLE_SECONDS = 8 * HOUR;
const PRIVATE_IDLE_SECONDS = 30 * 24 * HOUR;

/** What a cookie is made of. */
export interface CookieSession {
  readonly id: string;
  readonly userId: string;
  readonly privateDevice: boolean;
}

/** The `name=token` pair of a session and its lifetime in seconds. */
export function sessionToken(
  system: KeyScope,
  session: CookieSession,
  now: Date,
): { header: string; lifetime: number } {
  const iat = Math.floor(now.getTime() / 1000);
  const lifetime = session.privateDevice ? PRIVATE_IDLE_SECONDS : IDLE_SECONDS;
  const token = signSession(system, { sid: session.id, sub: session.userId, iat, exp: iat + lifetime });
  return { header: `${SESSION_COOKIE}=${token}`, lifetime };
}
