import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { ageFactors, credentialsOf, forgetTries, rowsAsAdmin, runAsAdmin } from '#tests/support/accounts.ts';
import { assertStatus, type Credentials, clientOf } from '#tests/support/client.ts';
import { letterbox } from '#tests/support/letters.ts';
import { ceremonyAt, givePasskey, type KeptPasskey, signInByKey } from '#tests/support/passkeys.ts';
import { softwarePasskey } from '#tests/support/software-passkey.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
const letters = letterbox();
before(async () => {
  world = await startTestWorld({ rewire: letters.catchFrom });
});
beforeEach(() => forgetTries(world.test));
after(() => world.close());

const as = (person: Credentials) => clientOf(world.test.url, person);

/** A passkey of its own for a test that wears it out. */
const keyFor = (person: Credentials): Promise<KeptPasskey> => givePasskey(world.test, person);

test('a passkey signs in whole, without an address being typed', async () => {
  const { member } = world.a.people;
  const key = await keyFor(member);
  const reply = await signInByKey(world.test, key);
  assertStatus(reply, 200);
  assert.deepEqual([reply.body.stage, reply.body.user.email], ['full', member.email]);
  assertStatus(await as(credentialsOf(reply)).get(world.a.path), 200);
  assertStatus(await signInByKey(world.test, key), 200);
  const { items } = (await as(member).get('/account/passkeys')).body;
  const { name, kind, synced, madeWith, lastUsedAt } = items[0];
  assert.deepEqual([name, kind, synced, lastUsedAt !== null], ['Laptop', 'device', false, true]);
  assert.deepEqual(madeWith, { device: 'Unknown', browser: 'Unknown' });
  assert.equal(letters.last('account-notice', member.email).what, 'passkey-added');
});

test('what is asked for names the configured host, the person verified, and what they have already', async () => {
  const { reviewer } = world.a.people;
  const { passkey, device } = await keyFor(reviewer);
  const asked = (await as(reviewer).post('/account/passkeys/challenges', undefined, { host: 'localhost' }))
    .body;
  assert.equal(asked.rp.id, 'localhost');
  assert.deepEqual(
    asked.excludeCredentials.map(({ id }: { id: string }) => id),
    [device.id],
  );
  assert.equal(asked.authenticatorSelection.userVerification, 'required');
  const own = (await as(reviewer).post('/session/passkey-challenges')).body;
  assert.deepEqual(
    [own.rpId, own.userVerification, own.allowCredentials.length],
    ['localhost', 'required', 1],
  );
  assert.ok(passkey.id);
  const stranger = (await world.anonymous.post('/sign-in/passkey-challenges')).body;
  assert.deepEqual(stranger.allowCredentials, []);
});

test('several passkeys are kept, named anew and taken away; what is another’s is not there', async () => {
  const { manager, viewer } = world.a.people;
  const first = await keyFor(manager);
  const second = await givePasskey(world.test, manager, 'Phone');
  const path = `/account/passkeys/${first.passkey.id}`;
  assertStatus(await as(viewer).patch(path, { name: 'Mine' }), 404);
  assertStatus(await as(viewer).delete(path), 404);
  assertStatus(await as(manager).patch(path, { name: 'Old laptop' }), 204);
  const names = async () =>
    (await as(manager).get('/account/passkeys')).body.items.map(({ name }: { name: string }) => name);
  assert.deepEqual(await names(), ['Old laptop', 'Phone']);
  assertStatus(await as(manager).delete(path), 204);
  assert.deepEqual(await names(), ['Phone']);
  assertStatus(await signInByKey(world.test, first), 422);
  assertStatus(await signInByKey(world.test, second), 200);
  assert.equal(letters.last('account-notice', manager.email).what, 'passkey-removed');
  const [row] = await rowsAsAdmin(world.test, 'select p::text as whole from app.passkeys p limit 1');
  assert.ok(!row.whole.includes(Buffer.from('Phone').toString('hex')));
});

test('adding and removing ask for a fresh factor', async () => {
  const { admin } = world.a.people;
  const { passkey } = await keyFor(admin);
  await ageFactors(world.test, admin.userId);
  for (const refused of [
    await as(admin).post('/account/passkeys/challenges'),
    await as(admin).delete(`/account/passkeys/${passkey.id}`),
  ])
    assert.deepEqual([refused.status, refused.body.code], [403, 'step_up_required']);
});

test('the last strong factor stays while a workspace demands one', async () => {
  const { owner } = world.b.people;
  const { passkey } = await keyFor(owner);
  const other = await givePasskey(world.test, owner, 'Phone');
  const age = `update app.memberships set admin_since = now() - interval '8 days' where user_id = $1`;
  await runAsAdmin(world.test, age, [owner.userId]);
  assertStatus(await as(owner).delete(`/account/passkeys/${passkey.id}`), 204);
  const refused = await as(owner).delete(`/account/passkeys/${other.passkey.id}`);
  assert.deepEqual([refused.status, refused.body.code], [409, 'conflict']);
  assertStatus(await signInByKey(world.test, other), 200);
});

test('of two removals at the same time of the last two one is refused', async () => {
  const { admin } = world.b.people;
  const keys = [await keyFor(admin), await givePasskey(world.test, admin, 'Phone')];
  const age = `update app.memberships set admin_since = now() - interval '8 days' where user_id = $1`;
  await runAsAdmin(world.test, age, [admin.userId]);
  const replies = await Promise.all(
    keys.map(({ passkey }) => as(admin).delete(`/account/passkeys/${passkey.id}`)),
  );
  assert.deepEqual(replies.map(({ status }) => status).sort(), [204, 409]);
});

test('a passkey that somebody has is nobody else’s, and twenty are enough', async () => {
  const { member, reviewer } = world.b.people;
  const { device } = await keyFor(member);
  const { challenge } = (await as(reviewer).post('/account/passkeys/challenges')).body;
  const credential = device.create(ceremonyAt(world.test, challenge));
  assertStatus(await as(reviewer).post('/account/passkeys', { name: 'Mine', credential }), 409);
  const more = `insert into app.passkeys (user_id, credential_id, public_key, sealed_name, sealed_device)
    select $1, sha256(n::text::bytea), '\\x00000000000000000000000000000000', '\\x00', '\\x00' from generate_series(1, 19) n`;
  await runAsAdmin(world.test, more, [member.userId]);
  const asked = (await as(member).post('/account/passkeys/challenges')).body;
  assert.equal(asked.excludeCredentials.length, 20);
  const fresh = softwarePasskey().create(ceremonyAt(world.test, asked.challenge));
  assertStatus(await as(member).post('/account/passkeys', { name: 'One more', credential: fresh }), 409);
});
