import type { z } from 'zod';
import { invalidInput, toProblem } from '#server/http/problem.ts';
import type { Route } from '#server/http/route.ts';
import { canonicalNames, toScimProblem } from '#server/http/scim-wire.ts';
import type { Json } from '#tests/support/client.ts';
import type { Answer } from './send.ts';

/** What the door says of a body that the route's schema refuses; undefined for one that goes through to the route. */
export function refusalAtTheDoor(
  { access, input }: Pick<Route, 'access'> & { readonly input: { readonly body: z.ZodType } },
  body: Json,
): Answer | undefined {
  const isScim = access.kind === 'scim';
  const { error } = input.body.safeParse(isScim ? canonicalNames(body) : body);
  if (error === undefined) return undefined;
  const refusal = invalidInput(error);
  const problem = isScim ? toScimProblem(refusal, toProblem(refusal)) : toProblem(refusal);
  return { status: problem.status, text: problem.body };
}
