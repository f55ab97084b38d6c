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

/** What of an address could hold something sensitive. */
function openings({ method, url, input }: Pick<Route, 'method' | 'url' | 'input'>): string[] {
  const shapes = [input.params, input.query].flatMap((schema) => Object.entries(schema?.shape ?? {}));
  return shapes.flatMap(([name, schema]) =>
    sensitive.some((value) => (schema as z.ZodType).safeParse(value).success)
      ? [`${method} ${url}: ${name}`]
      : [],
  );
}

test('no address of any route can hold a token, a key or personal data', () => {
  assert.deepEqual(routes.flatMap(openings), []);
});

test('no route takes search words or filters in a query string', () => {
  assert.deepEqual(
    routes.filter((route) => route.input.query !== undefined).map(({ url }) => url),
    [],
  );
});

test('negative control: a route with a token in its address is found', () => {
  const params = z.strictObject({ token: z.string() });
  assert.equal(openings({ method: 'GET', url: '/x/:token', input: { params } }).length, 1);
  const query = z.strictObject({ text: z.string() });
  assert.equal(openings({ method: 'GET', url: '/x', input: { query } }).length, 1);
});
