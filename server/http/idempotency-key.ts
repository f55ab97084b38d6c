import type { FastifyRequest } from 'fastify';
import { AppError } from '#server/platform/app-error.ts';
import type { Turn } from '#server/security/caller.ts';
import type { Route } from './route.ts';

// A string of RFC 9651 without escapes.
const KEY = /^"([\x20-\x21\x23-\x5b\x5d-\x7e]{16,128})"$/;

/** Whether a client may name its requests to this route, so that a second try does nothing twice. */
export function takesKey({
  method,
  access,
  rate,
  unkept,
}: Pick<Route, 'method' | 'access' | 'rate' | 'unkept'>): boolean {
  if (unkept === true) return false;
  return method === 'POST' && access.kind === 'workspace' && rate !== 'read' && rate !== 'search';
}

/**
 * What the door knows each change of a request by that carries `Idempotency-Key: "…"` (draft-ietf-httpapi-
 * idempotency-key-header-07), the first, the second and so on; undefined where there is none.
 * @throws AppError bad_request for a key that is none, or at a route that takes none.
 */
export function turnsOf(
  route: Route,
  { headers, url, body }: Pick<FastifyRequest, 'headers' | 'url' | 'body'>,
): (() => Turn) | undefined {
  const header = headers['idempotency-key'];
  if (header === undefined) return undefined;
  if (!takesKey(route)) throw refused('This address takes no Idempotency-Key.');
  const key = typeof header === 'string' ? KEY.exec(header)?.[1] : undefined;
  if (key === undefined) throw refused('Idempotency-Key is a quoted text of 16 to 128 characters.');
  const request = `${url}\n${JSON.stringify(body ?? null)}`;
  let turns = 0;
  return () => {
    turns += 1;
    return { name: `${route.url} ${turns} ${key}`, request };
  };
}

function refused(message: string): AppError {
  return new AppError('bad_request', { field: 'idempotency-key', message });
}
