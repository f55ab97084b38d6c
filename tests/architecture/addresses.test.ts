import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { routes } from '#server/features/routes.ts';
import type { Route } from '#server/http/route.ts';

const sensitive = [
  'ada@example.test',
  'Ada Lovelace',
  'A3kP9_secret-TOKEN-0123456789abcdef',
  '+49 30 1234567',
];

/**
 * What other parties' protocols put into an address. SCIM asks for people by a filter there (RFC 7644, 3.4.2), and
 * OpenID Connect hands over a code that is worth nothing without this browser's verifier (RFC 6749, 4.1.2; RFC 7636).
 * Our own log holds the route, never its address.
 */
const BY_PROTOCOL: readonly { readonly under: string; readonly names: readonly string[] }[] = [
  {
    under: '/scim/v2/:workspaceId/',
    names: [
      ...['name', 'userId', 'groupId', 'filter'],
      ...['attributes', 'excludedAttributes', 'sortBy', 'sortOrder', 'startIndex', 'count'],
    ],
  },
  { under: '/api/v1/sso/:connectionId/callback', names: ['code', 'state', 'iss', 'error'] },
];

const isByProtocol = (url: string, name: string) =>
  BY_PROTOCOL.some(({ under, names }) => url.startsWith(under) && names.includes(name));

/** What of an address could hold something sensitive. */
function openings({ method, url, input }: Pick<Route, 'method' | 'url' | 'input'>): string[] {
  const shapes = [input.params, input.query].flatMap((schema) => Object.entries(schema?.shape ?? {}));
  return shapes.flatMap(([name, schema]) =>
    !isByProtocol(url, name) && sensitive.some((value) => (schema as z.ZodType).safeParse(value).success)
      ? [`${method} ${url}: ${name}`]
      : [],
  );
}

test('no address of any route can hold a token, a key or personal data', () => {
  assert.deepEqual(routes.flatMap(openings), []);
});

test('no route takes search words or filters in a query string', () => {
  assert.deepEqual(
    routes.flatMap(({ url, input }) =>
      Object.keys(input.query?.shape ?? {}).flatMap((name) =>
        isByProtocol(url, name) ? [] : [`${url}: ${name}`],
      ),
    ),
    [],
  );
});

test('negative control: a route with a token in its address is found', () => {
  const params = z.strictObject({ token: z.string() });
  assert.equal(openings({ method: 'GET', url: '/x/:token', input: { params } }).length, 1);
  const query = z.strictObject({ text: z.string() });
  assert.equal(openings({ method: 'GET', url: '/x', input: { query } }).length, 1);
  assert.equal(openings({ method: 'GET', url: '/scim/v2/:workspaceId/Users', input: { query } }).length, 1);
});
