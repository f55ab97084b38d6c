import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { assertStatus, type Client, clientOf } from '#tests/support/client.ts';
import { codeTo, mailAfter } from '#tests/support/outbox.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

type Guest = { readonly client: Client; readonly invitationId: string; readonly token: string };

/** The token in the mail that comes of `send`, and its reply. */
async function mailed(email: string, send: () => ReturnType<Client['post']>) {
  let invitationId = '';
  const [, token = ''] = await mailAfter(world.test, email, /invitation#([\w-]+)/, async () => {
    const reply = await send();
    assert.ok(reply.status < 300, reply.text);
    invitationId = reply.body.id;
  });
  return { invitationId, token };
}

/** Someone invited and signed in by code, who has not joined yet. */
async function invite(email: string): Promise<Guest> {
  const invitations = `${world.a.path}/invitations`;
  const sent = await mailed(email, () => world.a.as('owner').post(invitations, { email, role: 'member' }));
  const code = await codeTo(world.test, email);
  const reply = await clientOf(world.test.url).post('/sign-in', { email, code, privateDevice: true });
  assertStatus(reply, 200);
  const cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return { ...sent, client: clientOf(world.test.url, { cookie, csrf: reply.body.csrf }) };
}

function admin(sql: string, values: unknown[] = []) {
  return withClient(world.test.database.adminUrl, (client) => client.query(sql, values));
}

/** Lets that much time pass for the invitation. */
async function age(invitationId: string, time: string): Promise<void> {
  const { rowCount } = await admin(
    `update app.invitations set created_at = created_at - $2::interval, expires_at = expires_at - $2::interval
     where id = $1`,
    [invitationId, time],
  );
  assert.equal(rowCount, 1);
}

const lookUp = ({ token }: Pick<Guest, 'token'>) => world.anonymous.post('/invitations/lookup', { token });
const join = ({ client, token }: Guest) => client.post('/invitations/acceptances', { token, name: 'Guest' });

async function stateOf({ invitationId }: Guest): Promise<string | undefined> {
  const { body } = await world.a.as('owner').get(`${world.a.path}/invitations`);
  return body.items.find(({ id }: { id: string }) => id === invitationId)?.state;
}

test('an invitation 7 days old opens nothing, until it is sent again', async () => {
  const guest = await invite('late@example.org');
  await age(guest.invitationId, '7 days');
  assertStatus(await lookUp(guest), 410);
  assertStatus(await join(guest), 410);
  assert.equal(await stateOf(guest), 'expired');

  const deliveries = `${world.a.path}/invitations/${guest.invitationId}/deliveries`;
  const again = await mailed('late@example.org', () => world.a.as('owner').post(deliveries));
  assert.equal(await stateOf(guest), 'pending');
  assertStatus(await join(guest), 410);
  assertStatus(await lookUp(again), 200);
  assertStatus(await join({ ...guest, ...again }), 201);
});

test('control: an hour before that it is good', async () => {
  const guest = await invite('in-time@example.org');
  await age(guest.invitationId, '6 days 23 hours');
  assert.equal(await stateOf(guest), 'pending');
  assertStatus(await lookUp(guest), 200);
  assertStatus(await join(guest), 201);
});

test('control: a database that does not look at the time takes it', async () => {
  const guest = await invite('too-late@example.org');
  await age(guest.invitationId, '8 days');
  for (const name of ['find_invitation', 'accept_invitation']) {
    const { rows } = await admin('select pg_get_functiondef(oid) as made from pg_proc where proname = $1', [
      name,
    ]);
    const blind = rows[0].made.replace(/ and \w\.expires_at > now\(\)/, '');
    assert.notEqual(blind, rows[0].made);
    await admin(blind);
  }
  assertStatus(await lookUp(guest), 200);
  assertStatus(await join(guest), 201);
});
