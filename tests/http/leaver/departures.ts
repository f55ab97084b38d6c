import type { DepartureReceipt } from '#contracts/leaver.ts';
import { makeToken } from '#tests/support/api-tokens.ts';
import { type MadeCase, makeCase } from '#tests/support/cases.ts';
import { assertStatus, type Client, clientOf } from '#tests/support/client.ts';
import { givePasskey, type KeptPasskey } from '#tests/support/passkeys.ts';
import { type Directory, directoryOf, openDirectory } from '#tests/support/scim.ts';
import { connect } from '#tests/support/sso.ts';
import type { TestWorld } from '#tests/support/world.ts';

/** An admin of workspace A with one of everything that lets one in, and what they own. */
export interface Leaver {
  readonly userId: string;
  readonly name: string;
  readonly client: Client;
  readonly case: MadeCase;
  readonly token: { readonly id: string; readonly secret: string };
  readonly kept: { readonly id: string; readonly secret: string };
  readonly passkey: KeptPasskey;
  /** What the workspace's directory is, and what it calls them by. */
  readonly directory: Directory;
  readonly directoryId: string;
  /** Where their departure is looked at and done. */
  readonly path: string;
}

export async function openLeaver(world: TestWorld): Promise<Leaver> {
  const { a, test } = world;
  const { userId } = a.people.admin;
  const client = clientOf(test.url, a.people.admin);
  const made = await makeCase(client, a);
  const first = await makeToken(a, { name: 'Nightly' });
  const second = await makeToken(a, { name: 'Monitor' });
  assertStatus(
    await client.post(`${a.path}/invitations`, { email: 'later@example.org', role: 'viewer' }),
    201,
  );
  const passkey = await givePasskey(test, a.people.admin);
  await connect(world);
  const { secret } = await openDirectory(world, a);
  const directory = directoryOf(test.url, a.workspaceId, secret);
  const filter = encodeURIComponent(`userName eq "${a.people.admin.email}"`);
  const [known] = (await directory.get(`/Users?filter=${filter}`)).body.Resources;
  const Operations = [{ op: 'add', path: 'externalId', value: 'leaver-1' }];
  assertStatus(await directory.patch(`/Users/${known.id}`, { Operations }), 200);
  return {
    userId,
    name: (await client.get('/session')).body.user.name,
    client,
    case: made,
    token: { id: first.token.id, secret: first.secret },
    kept: { id: second.token.id, secret: second.secret },
    passkey,
    directory,
    directoryId: known.id,
    path: `${a.path}/members/${userId}/departure`,
  };
}

/** Lets them depart, their second token going on. */
export async function depart({ a }: TestWorld, { path, name, kept }: Leaver): Promise<DepartureReceipt> {
  const body = { heirId: a.people.manager.userId, confirm: name, keepTokenIds: [kept.id] };
  const reply = await a.as('owner').post(path, body);
  assertStatus(reply, 201);
  return reply.body;
}
