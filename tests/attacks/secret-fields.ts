import { z } from 'zod';
import type { Route } from '#server/http/route.ts';
import type { Json } from '#tests/support/client.ts';

/** Names under which a secret comes in, here and elsewhere. */
const NAMES =
  /^(?:(?:sign_?in|backup|totp|one_?time|mailed|logout|authorization|new|old|current)_?)?(?:code|pin|otp|pass(?:word|phrase|code)|secret|token|credential|assertion|saml_?response|response|answer|key)s?$|secret|password|^current$/i;

/** Words of the product that sound like it: the key of a case type or field, the answer to nothing. */
const OPEN: ReadonlySet<string> = new Set(['key']);

/** The fields of what a route declares to take that a secret could come in, wherever they are nested. */
export function secretFieldsOf({ input }: Pick<Route, 'input'>): string[] {
  const parts = [input.params, input.query, input.body].filter((part) => part !== undefined);
  const names = parts.flatMap((part) => [
    ...namesIn(z.toJSONSchema(part, { io: 'input', unrepresentable: 'any', reused: 'inline' })),
  ]);
  return [...new Set(names)].filter((name) => NAMES.test(name) && !OPEN.has(name)).sort();
}

function* namesIn(node: Json): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node) && typeof node.properties === 'object') yield* Object.keys(node.properties);
  for (const value of Object.values(node)) yield* namesIn(value);
}
