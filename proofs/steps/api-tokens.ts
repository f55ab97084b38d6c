import { type ApiTokenCreate, ApiTokenCreated, ApiTokenList } from '#contracts/api-tokens.ts';
import type { ProbeCall, ProbeContext, ProbeReply, ProbeWorld } from '../probe-context.ts';
import { workspacePath } from './cases.ts';
import { prepared } from './expect.ts';

/** A token of that world by its admin, of the rank of an admin, for reading cases unless told otherwise. */
export async function makeToken(
  { call }: ProbeContext,
  world: ProbeWorld,
  given: Partial<ApiTokenCreate> = {},
): Promise<ApiTokenCreated> {
  const reply = await call({
    method: 'POST',
    path: workspacePath(world, '/api-tokens'),
    as: world.people.admin,
    body: { name: 'A probe', role: 'admin', scopes: ['cases:read'], expiresInDays: 30, ...given },
  });
  return prepared(reply, ApiTokenCreated, 'making a token');
}

/** A call as a script sends it: the token, and nothing a browser would add. */
export function byToken({ call }: ProbeContext, secret: string, request: ProbeCall): Promise<ProbeReply> {
  const headers = { authorization: `Bearer ${secret}`, origin: null, 'x-caseward-csrf': null };
  return call({ ...request, headers: { ...headers, ...request.headers } });
}

/** The list of that world's tokens as its admin sees it, and the bytes it came in. */
export async function listTokens(
  { call }: ProbeContext,
  world: ProbeWorld,
): Promise<ApiTokenList & { readonly text: string }> {
  const reply = await call({ path: workspacePath(world, '/api-tokens'), as: world.people.admin });
  return { ...prepared(reply, ApiTokenList, 'listing tokens'), text: reply.text };
}
