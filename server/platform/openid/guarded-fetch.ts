import type { CustomFetch } from 'openid-client';
import type { Outside } from '../fetch-outside/index.ts';

const LARGEST = 400_000;

/** The `fetch` that openid-client gets: it knows no other way out than everything else that somebody typed. */
export function guardedFetch(outside: Outside): CustomFetch {
  return async (address, { method, headers, body }) => {
    const { status, ...answer } = await outside.send(
      address,
      { method, headers: sentHeaders(headers, body), ...(body != null && { body: String(body) }) },
      LARGEST,
    );
    return new Response(answer.body.length === 0 ? null : new Uint8Array(answer.body), {
      status,
      headers: answer.headers,
    });
  };
}

function sentHeaders(headers: Record<string, string>, body: unknown): Record<string, string> {
  if (!(body instanceof URLSearchParams)) return headers;
  return { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
}
