import type { FastifyReply, FastifyRequest } from 'fastify';
import { type KeyScope, type SessionClaims, verifySession } from '#server/security/crypto/index.ts';
import {
  type CookieSession,
  IDLE_SECONDS,
  SESSION_COOKIE,
  sessionToken,
} from '#server/security/session-token.ts';

const HOUR = 3600;

/** The claims of the request's session cookie, if it is whole and in force. The database has not been asked yet. */
export function sessionClaims(
  request: FastifyRequest,
  system: KeyScope,
  now: Date,
): SessionClaims | undefined {
  const token = cookieOf(request.headers.cookie, SESSION_COOKIE);
  return token === undefined ? undefined : verifySession(system, token, seconds(now));
}

/** Whether the request brings one, in force or not. */
export function hasSessionCookie({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return cookieOf(headers.cookie, SESSION_COOKIE) !== undefined;
}

/** Sets the cookie of a new or refreshed session: 8 hours, or 30 days on a private device. */
export function setSessionCookie(
  reply: FastifyReply,
  system: KeyScope,
  session: CookieSession,
  now: Date,
): void {
  const { header, lifetime } = sessionToken(system, session, now);
  // Without Max-Age the browser drops it when it closes.
  const kept = session.privateDevice ? `; Max-Age=${lifetime}` : '';
  reply.header('set-cookie', `${header}; Path=/; HttpOnly; Secure; SameSite=Lax${kept}`);
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.header('set-cookie', `${SESSION_COOKIE}=; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=0`);
}

/** A cookie that only our own pages send, for as long as something takes; 0 seconds removes it. */
export function setShortCookie(reply: FastifyReply, name: string, value: string, seconds: number): void {
  const cookie = `${name}=${value}; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=${seconds}`;
  reply.header('set-cookie', cookie);
}

/** What the request behind a reply brings of such a cookie; empty where it brings none. */
export function shortCookieOf(reply: FastifyReply, name: string): string {
  return cookieOf(reply.request.headers.cookie, name) ?? '';
}

/** Refreshes a cookie older than an hour (claim FL-12). The row in the database moves by itself. */
export function refreshSessionCookie(
  reply: FastifyReply,
  system: KeyScope,
  claims: SessionClaims,
  now: Date,
): void {
  if (seconds(now) - claims.iat < HOUR) return;
  const privateDevice = claims.exp - claims.iat > IDLE_SECONDS;
  setSessionCookie(reply, system, { id: claims.sid, userId: claims.sub, privateDevice }, now);
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined;
  const start = `${name}=`;
  const pair = header
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(start) && part !== start);
  return pair?.slice(start.length);
}

function seconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}
