import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { PasskeyAssertion } from '#contracts/passkeys.ts';
import {
  ageFactors,
  credentialsOf,
  forgetTries,
  GOOD_PASSWORD,
  givePassword,
  OTHER_PASSWORD,
  signInWith,
} from '#tests/support/accounts.ts';
import { assertStatus, type Credentials, clientOf } from '#tests/support/client.ts';
import { ceremonyAt, givePasskey, type KeptPasskey } from '#tests/support/passkeys.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
beforeEach(() => forgetTries(world.test));
after(() => world.close());

const as = (person: Credentials) => clientOf(world.test.url, person);

/** Answers the challenge given to this session, with that device. */
async function answer(session: Credentials, { device, userHandle }: KeptPasskey): Promise<PasskeyAssertion> {
  const asked = await as(session).post('/session/passkey-challenges');
  assertStatus(asked, 200);
  return device.use({ ...ceremonyAt(world.test, asked.body.challenge), userHandle });
}

async function halfSignedIn(person: Credentials & { email: string }) {
  const whole = await givePassword(world.test, person);
  const key = await givePasskey(world.test, whole);
  const reply = await signInWith(world.test, person.email, GOOD_PASSWORD);
  assert.deepEqual([reply.body.stage, reply.body.secondFactors], ['second_factor', ['passkey']]);
  return { key, whole, half: credentialsOf(reply) };
}

test('a passkey finishes a sign-in by password, and the session gets another id', async () => {
  const { half, key } = await halfSignedIn(world.a.people.member);
  const asked = (await as(half).post('/session/passkey-challenges')).body;
  assert.deepEqual(
    asked.allowCredentials.map(({ id }: { id: string }) => id),
    [key.device.id],
  );
  const body = { method: 'passkey', credential: await answer(half, key) };
  const reply = await as(half).post('/sign-in/second-factor', body);
  assert.deepEqual([reply.status, reply.body.stage], [200, 'full'], reply.text);
  assertStatus(await as(credentialsOf(reply)).get(world.a.path), 200);
  assertStatus(await as(half).get('/session'), 401);
});

test('a passkey confirms that it is still the same person', async () => {
  const { manager } = world.a.people;
  const key = await givePasskey(world.test, manager);
  await ageFactors(world.test, manager.userId);
  assertStatus(await as(manager).put('/account/password', { password: OTHER_PASSWORD }), 403);
  const credential = await answer(manager, key);
  assertStatus(await as(manager).post('/session/factor', { method: 'passkey', credential }), 204);
  assertStatus(await as(manager).post('/session/factor', { method: 'passkey', credential }), 422);
  assertStatus(await as(manager).put('/account/password', { password: OTHER_PASSWORD }), 200);
});

test('somebody else’s passkey, and an answer to somebody else’s challenge, finish nothing', async () => {
  const { half, key } = await halfSignedIn(world.a.people.reviewer);
  const { viewer } = world.a.people;
  const theirs = await givePasskey(world.test, viewer);
  const finish = (credential: PasskeyAssertion) =>
    as(half).post('/sign-in/second-factor', { method: 'passkey', credential });
  assertStatus(await finish(await answer(half, theirs)), 422);
  assertStatus(await finish(await answer(viewer, theirs)), 422);
  assertStatus(await finish(await answer(viewer, key)), 422);
  const loose = (await world.anonymous.post('/sign-in/passkey-challenges')).body.challenge;
  assertStatus(await finish(key.device.use({ ...ceremonyAt(world.test, loose) })), 422);
  assertStatus(await finish(await answer(half, key)), 200);
});

test('answers that are not right use up tries like codes do', async () => {
  const { half, key } = await halfSignedIn(world.b.people.member);
  const credential = await answer(half, key);
  const finish = (signature: string) =>
    as(half).post('/sign-in/second-factor', {
      method: 'passkey',
      credential: { ...credential, signature },
    });
  const replies = [];
  for (let i = 0; i < 6; i += 1) replies.push((await finish('AAAA')).status);
  assert.deepEqual(replies, [422, 422, 422, 422, 422, 429]);
});
