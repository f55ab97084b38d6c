import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { forgetTries, runAsAdmin } from '#tests/support/accounts.ts';
import { assertStatus, type Credentials, clientOf } from '#tests/support/client.ts';
import {
  ceremonyAt,
  givePasskey,
  type KeptPasskey,
  signInByKey,
  signInChallenge,
} from '#tests/support/passkeys.ts';
import { type Ceremony, softwarePasskey } from '#tests/support/software-passkey.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let key: KeptPasskey;
before(async () => {
  world = await startTestWorld();
  key = await givePasskey(world.test, world.a.people.member);
});
beforeEach(() => forgetTries(world.test));
after(() => world.close());

const as = (person: Credentials) => clientOf(world.test.url, person);
const forged = (change: Partial<Ceremony>) =>
  signInByKey(world.test, key, (right) => ({ ...right, ...change }));
const present = (credential: object) =>
  world.anonymous.post('/sign-in/passkey', { credential, privateDevice: false });

const FORGERIES: Readonly<Record<string, Partial<Ceremony>>> = {
  'another origin': { origin: 'https://caseward.example.net' },
  'the same host on another port': { origin: 'http://localhost:1' },
  'another relying party': { rpId: 'example.net' },
  'a subdomain as relying party': { rpId: 'evil.localhost' },
  'a frame of somebody else’s': { crossOrigin: true },
  'the person not verified': { userVerified: false },
  'the person not there': { userPresent: false },
  'an answer to an enrolment': { type: 'webauthn.create' },
  'a challenge nobody gave': { challenge: 'A'.repeat(43) },
  'no owner named': { userHandle: null },
  'another owner named': { userHandle: Buffer.alloc(16, 7).toString('base64url') },
};

test('control: the answer that nothing was changed in signs in', async () => {
  assertStatus(await forged({}), 200);
});

for (const [name, change] of Object.entries(FORGERIES)) {
  test(`refused: ${name}`, async () => {
    const reply = await forged(change);
    assert.deepEqual([reply.status, reply.body.field], [422, 'credential']);
    assert.equal(reply.headers.getSetCookie().length, 0);
  });
}

test('a challenge answers once, whether the first answer was right or not', async () => {
  const ceremony = {
    ...ceremonyAt(world.test, await signInChallenge(world.test)),
    userHandle: key.userHandle,
  };
  const credential = key.device.use(ceremony);
  assertStatus(await present(credential), 200);
  assertStatus(await present(credential), 422);
  assertStatus(await present(key.device.use(ceremony)), 422);
  const other = { ...ceremony, challenge: await signInChallenge(world.test) };
  assertStatus(await present(key.device.use({ ...other, origin: 'https://example.net' })), 422);
  assertStatus(await present(key.device.use(other)), 422);
});

test('of many answers to one challenge at the same time one is the first', async () => {
  const ceremony = {
    ...ceremonyAt(world.test, await signInChallenge(world.test)),
    userHandle: key.userHandle,
  };
  const answers = Array.from({ length: 4 }, () => key.device.use(ceremony));
  const replies = await Promise.all(answers.map(present));
  assert.equal(replies.filter(({ status }) => status === 200).length, 1);
});

test('a challenge is refused after five minutes', async () => {
  const ceremony = {
    ...ceremonyAt(world.test, await signInChallenge(world.test)),
    userHandle: key.userHandle,
  };
  await runAsAdmin(
    world.test,
    `update app.factor_challenges set expires_at = expires_at - interval '5 minutes'`,
  );
  assertStatus(await present(key.device.use(ceremony)), 422);
});

test('a challenge given for one thing does for nothing else', async () => {
  const { member } = world.a.people;
  const enrol = (await as(member).post('/account/passkeys/challenges')).body.challenge;
  const own = (await as(member).post('/session/passkey-challenges')).body.challenge;
  for (const challenge of [enrol, own])
    assertStatus(
      await present(key.device.use({ ...ceremonyAt(world.test, challenge), userHandle: key.userHandle })),
      422,
    );
  const challenge = await signInChallenge(world.test);
  const credential = softwarePasskey().create(ceremonyAt(world.test, challenge));
  assertStatus(await as(member).post('/account/passkeys', { name: 'Laptop', credential }), 422);
});

test('a signature by another key, and one over other bytes, are refused', async () => {
  const ceremony = async () => ({
    ...ceremonyAt(world.test, await signInChallenge(world.test)),
    userHandle: key.userHandle,
  });
  const stranger = softwarePasskey().use(await ceremony());
  assertStatus(await present({ ...stranger, id: key.device.id }), 422);
  assertStatus(await present(stranger), 422);
  const right = key.device.use(await ceremony());
  const bytes = Buffer.from(right.authenticatorData, 'base64url');
  bytes.writeUInt32BE(9_999, 33);
  assertStatus(await present({ ...right, authenticatorData: bytes.toString('base64url') }), 422);
  assertStatus(
    await present({ ...right, clientDataJSON: Buffer.from('nonsense').toString('base64url') }),
    422,
  );
});

test('a passkey that never counts signs in again and again', async () => {
  const mine = await givePasskey(world.test, world.a.people.manager);
  const zero = () => signInByKey(world.test, mine, (right) => ({ ...right, counter: 0 }));
  assertStatus(await zero(), 200);
  assertStatus(await zero(), 200);
});

test('an enrolment is refused for another place, unverified, or with a statement nobody asked for', async () => {
  const { viewer } = world.a.people;
  const enrol = async (change: Partial<Ceremony>) => {
    const { challenge } = (await as(viewer).post('/account/passkeys/challenges')).body;
    const credential = softwarePasskey().create({ ...ceremonyAt(world.test, challenge), ...change });
    return as(viewer).post('/account/passkeys', { name: 'Laptop', credential });
  };
  const certificate = [Buffer.from('a certificate with the address of a list')];
  const changes: Partial<Ceremony>[] = [
    { origin: 'https://example.net' },
    { rpId: 'example.net' },
    { crossOrigin: true },
    { userVerified: false },
    { userPresent: false },
    { type: 'webauthn.get' },
    { challenge: 'A'.repeat(43) },
    { attestation: { fmt: 'android-key', attStmt: new Map([['x5c', certificate]]) } },
    {
      attestation: {
        fmt: 'packed',
        attStmt: new Map<string, number | Buffer | Buffer[]>([
          ['alg', -7],
          ['sig', Buffer.alloc(8)],
          ['x5c', certificate],
        ]),
      },
    },
  ];
  for (const change of changes) {
    assertStatus(await enrol(change), 422);
    await forgetTries(world.test);
  }
  assertStatus(await enrol({}), 201);
});

test('an enrolment challenge of one person does for nobody else', async () => {
  const { viewer, manager } = world.a.people;
  const { challenge } = (await as(viewer).post('/account/passkeys/challenges')).body;
  const credential = softwarePasskey().create(ceremonyAt(world.test, challenge));
  assertStatus(await as(manager).post('/account/passkeys', { name: 'Laptop', credential }), 422);
});

test('an account that is shut is not opened by its passkey', async () => {
  const mine = await givePasskey(world.test, world.b.people.viewer);
  await runAsAdmin(world.test, 'update app.users set disabled_at = now() where id = $1', [
    world.b.people.viewer.userId,
  ]);
  assertStatus(await signInByKey(world.test, mine), 422);
});
