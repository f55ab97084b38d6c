import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runAsAdmin } from '#tests/support/accounts.ts';
import { assertStatus, type Reply } from '#tests/support/client.ts';
import { ENTITY, metadataOf, providerKey } from '#tests/support/identity-provider.ts';
import { type Connected, connect, enter } from '#tests/support/sso.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

const OTHER = 'https://other.example.org';

let world: TestWorld;
let connected: Connected;
before(async () => {
  world = await startTestWorld();
  connected = await connect(world);
});
after(() => world.close());

async function known() {
  const reply = await world.a.as('owner').get(connected.settings);
  assertStatus(reply, 200);
  return reply.body.connections[0];
}

async function paste(xml: string, confirmation?: string): Promise<Reply> {
  const { version } = await known();
  return world.a
    .as('owner')
    .patch(
      `${connected.settings}/connections/${connected.connectionId}`,
      { metadata: { xml }, ...(confirmation !== undefined && { confirmation }) },
      { 'if-match': `"v${version}"` },
    );
}

test('other metadata over a connection that is on are not taken over before it was read what changes', async () => {
  const xml = metadataOf([providerKey()]).replace(ENTITY, OTHER);
  const before = await known();
  const reply = await paste(xml);
  assertStatus(reply, 409);
  const { reason, confirmation, ...told } = reply.body.details;
  assert.equal(reason, 'replaces-provider');
  assert.deepEqual(told.before, before.provider);
  assert.equal(told.after.entityId, OTHER);
  assert.notEqual(told.after.certificates[0].fingerprint, before.provider.certificates[0].fingerprint);
  assert.deepEqual(await known(), before);
  await enter(world, connected, world.a.people.member.email);

  assertStatus(await paste(xml, confirmation), 200);
  assert.deepEqual((await known()).provider, told.after);
  await assert.rejects(
    enter(world, connected, world.a.people.member.email),
    'the old provider opens nothing now',
  );
});

test('a confirmation is for the metadata that were read, and for no others', async () => {
  const read = await paste(metadataOf([providerKey()]));
  assertStatus(read, 409);
  const { confirmation } = read.body.details;
  const before = await known();
  assertStatus(await paste(metadataOf([providerKey()]), confirmation), 409);
  assertStatus(await paste(metadataOf([providerKey()]), 'yes'), 409);
  assert.deepEqual(await known(), before);
});

test('what changes nothing, and a connection that is off, ask for no confirmation', async () => {
  const key = providerKey();
  const xml = metadataOf([key]);
  assertStatus(await paste(xml, (await paste(xml)).body.details.confirmation), 200);
  assertStatus(await paste(xml), 200);
  const off = 'update app.sso_connections set active = false where id = $1';
  await runAsAdmin(world.test, off, [connected.connectionId]);
  assertStatus(await paste(metadataOf([providerKey()])), 200);
});
