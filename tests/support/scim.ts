import type { DirectoryRole, ScimTokenCreated } from '#contracts/scim.ts';
import { assertStatus, type Client, type Json, type Reply } from './client.ts';
import { verifyDomain } from './sso.ts';
import type { Place, TestWorld } from './world.ts';

/** The domain that a workspace with a directory has shown to be its own. */
export const DIRECTORY_DOMAIN = 'directory.example';

/** Turns the directory of a workspace on and makes it a token. Others made before go on for an hour. */
export async function openDirectory(
  { test }: Pick<TestWorld, 'test'>,
  place: Place,
  { defaultRole = 'member', admin = place.as('owner') }: { defaultRole?: DirectoryRole; admin?: Client } = {},
): Promise<ScimTokenCreated> {
  assertStatus(await admin.put(`${place.path}/scim`, { active: true, defaultRole }), 200);
  await verifyDomain(test, place.workspaceId, DIRECTORY_DOMAIN);
  const made = await admin.post(`${place.path}/scim/tokens`, { expiresInDays: 90, overlapHours: 1 });
  assertStatus(made, 201);
  return made.body;
}

export interface Directory {
  readonly secret: string;
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>;
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>;
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>;
  delete(path: string): Promise<Reply>;
}

/** Speaks as the directory of that workspace. Paths start after its base address. */
export function directoryOf(url: string, workspaceId: string, secret: string): Directory {
  const send = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> => {
    const reply = await fetch(`${url}/scim/v2/${workspaceId}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${secret}`,
        ...(body !== undefined && { 'content-type': 'application/scim+json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    return {
      status: reply.status,
      headers: reply.headers,
      text,
      get body() {
        return JSON.parse(text);
      },
    };
  };
  return {
    secret,
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body, headers) => send('POST', path, body, headers),
    put: (path, body, headers) => send('PUT', path, body, headers),
    patch: (path, body, headers) => send('PATCH', path, body, headers),
    delete: (path) => send('DELETE', path),
  };
}

let people = 0;
/** A person as Entra ID makes one, whom nobody had before. */
export function newPerson(given: Json = {}): Json {
  people += 1;
  const email = `person${people}@${DIRECTORY_DOMAIN}`;
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    externalId: `external-${people}`,
    userName: email,
    active: true,
    name: { givenName: 'Pat', familyName: `Number ${people}` },
    displayName: `Pat Number ${people}`,
    emails: [{ primary: true, type: 'work', value: email }],
    ...given,
  };
}
