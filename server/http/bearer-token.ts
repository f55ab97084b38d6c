import type { FastifyRequest } from 'fastify';
import { AppError } from '#server/platform/app-error.ts';
import { parseTokenText, TOKEN_PREFIX } from '#server/security/api-tokens/index.ts';
import type { Access, Route } from './route.ts';
import { hasSessionCookie } from './session-cookie.ts';

// RFC 6750, 2.1; the scheme is read in any case (RFC 9110, 11.1).
const BEARER = /^bearer +(.*)$/i;

/**
 * What a request brings as its API token, well-formed or not; undefined where it brings none. Inside a workspace
 * every bearer counts as one, elsewhere what looks like one of ours; where anyone may come nobody looks.
 */
export function bearerToken(
  { access }: Pick<Route, 'access'>,
  { headers }: Pick<FastifyRequest, 'headers'>,
): string | undefined {
  const text = BEARER.exec(headers.authorization ?? '')?.[1];
  if (text === undefined || access.kind === 'public') return undefined;
  return access.kind === 'workspace' || access.kind === 'scim' || text.startsWith(TOKEN_PREFIX)
    ? text
    : undefined;
}

/** Why this token is refused before anybody is asked about it, or undefined. */
export function tokenRefusal(
  text: string,
  { access }: Pick<Route, 'access'>,
  request: Pick<FastifyRequest, 'headers'>,
): AppError | undefined {
  if (hasSessionCookie(request))
    return new AppError('bad_request', { message: 'Send a session or an API token, not both.' });
  if (access.kind !== 'scim' && !takesToken(access)) return new AppError('token_refused');
  return parseTokenText(text) === undefined ? new AppError('unauthenticated') : undefined;
}

/** Whether API tokens get there: inside a workspace, where no factor is asked for anew. */
export function takesToken(access: Access): boolean {
  return access.kind === 'workspace' && access.stepUp !== true;
}
