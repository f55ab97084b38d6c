import type { Scope } from '#contracts/access.ts';
import type { ApiToken, ApiTokenCreate } from '#contracts/api-tokens.ts';
import { assertStatus, type Client, clientOf } from './client.ts';
import type { Place, TestWorld } from './world.ts';

export interface MadeToken {
  readonly token: ApiToken;
  readonly secret: string;
}

/** A token of that workspace, by an admin; for all a scope can be unless told otherwise. */
export async function makeToken(
  place: Place,
  given: Partial<ApiTokenCreate> & { readonly scopes?: Scope[] } = {},
  maker: Client = place.as('admin'),
): Promise<MadeToken> {
  const reply = await maker.post(`${place.path}/api-tokens`, {
    name: 'A script',
    role: 'admin',
    scopes: ['cases:read'],
    expiresInDays: 90,
    ...given,
  });
  assertStatus(reply, 201);
  return reply.body;
}

/** Speaks with that token and nothing else. */
export function clientByToken({ test }: Pick<TestWorld, 'test'>, secret: string, url = test.url): Client {
  const by = (headers?: Record<string, string>) => ({ authorization: `Bearer ${secret}`, ...headers });
  const bare = clientOf(url, { csrf: '' });
  return {
    get: (path, headers) => bare.get(path, by(headers)),
    post: (path, body, headers) => bare.post(path, body, by(headers)),
    put: (path, body, headers) => bare.put(path, body, by(headers)),
    patch: (path, body, headers) => bare.patch(path, body, by(headers)),
    delete: (path, headers) => bare.delete(path, by(headers)),
  };
}
