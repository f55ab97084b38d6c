import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rowsAsAdmin, runAsAdmin } from '#tests/support/accounts.ts';
import { assertStatus, type Client, type Credentials, clientOf } from '#tests/support/client.ts';
import {
  adminFor,
  credentialsOf,
  enrolTotp,
  type LetterWorld,
  lettersAfter,
  signInByCode,
  startLetterWorld,
} from '#tests/support/factors.ts';
import { ceremonyAt, givePasskey, type KeptPasskey, signInByKey } from '#tests/support/passkeys.ts';
import { softwarePasskey } from '#tests/support/software-passkey.ts';

let world: LetterWorld;
before(async () => {
  world = await startLetterWorld();
});
after(() => world.close());

const as = (person: Credentials) => clientOf(world.test.url, person);
const give = (client: Client, credential: object) =>
  client.post('/session/factor', { method: 'passkey', credential });
const forgetTries = () => runAsAdmin(world.test, 'truncate app.sign_in_tries');

async function challengeIn(client: Client, path = '/session/passkey-challenges'): Promise<string> {
  const asked = await client.post(path);
  assertStatus(asked, 200);
  return asked.body.challenge;
}

const answer = ({ device, userHandle }: KeptPasskey, challenge: string) =>
  device.use({ ...ceremonyAt(world.test, challenge), userHandle });

test('a challenge of another session of the same person does nothing in this one', async () => {
  const { member } = world.a.people;
  const { client: other } = await signInByCode(world, member.email);
  const key = await givePasskey(world.test, member);
  const here = as(member);
  assertStatus(await give(here, answer(key, await challengeIn(other))), 422);
  assertStatus(await give(here, answer(key, await challengeIn(here))), 204);

  const path = '/account/passkeys/challenges';
  const foreign = softwarePasskey().create(ceremonyAt(world.test, await challengeIn(other, path)));
  assertStatus(await here.post('/account/passkeys', { name: 'Phone', credential: foreign }), 422);
  const own = softwarePasskey().create(ceremonyAt(world.test, await challengeIn(here, path)));
  assertStatus(await here.post('/account/passkeys', { name: 'Phone', credential: own }), 201);
});

test('a code from the mail alone signs nobody in who has a passkey', async () => {
  const { admin } = world.a.people;
  const key = await givePasskey(world.test, admin);
  const { reply, client: half } = await signInByCode(world, admin.email);
  assert.deepEqual([reply.body.stage, reply.body.secondFactors], ['second_factor', ['passkey']]);
  assertStatus(await half.get(world.a.path), 401);
  const mailed = await half.post('/sign-in/second-factor/codes');
  assert.deepEqual([mailed.status, mailed.body.code], [409, 'conflict']);
  const credential = answer(key, await challengeIn(half));
  const whole = await half.post('/sign-in/second-factor', { method: 'passkey', credential });
  assert.deepEqual([whole.status, whole.body.stage], [200, 'full'], whole.text);
  assertStatus(await as(credentialsOf(whole)).get(world.a.path), 200);
});

test('a passkey is the strong factor that is asked of who administers', async () => {
  const { owner } = world.b.people;
  await adminFor(world.test, owner.userId, '8 days');
  const refused = await as(owner).get(world.b.path);
  assert.deepEqual([refused.status, refused.body.code], [403, 'enrolment_required']);
  const key = await givePasskey(world.test, owner);
  assertStatus(await as(owner).get(world.b.path), 200);
  const reply = await signInByKey(world.test, key);
  assert.deepEqual([reply.status, reply.body.enrolBy], [200, null]);
});

test('backup codes go with the last strong factor, and not before', async () => {
  const { viewer } = world.a.people;
  const client = as(viewer);
  const left = async () => (await client.get('/account/factors')).body.backupCodesLeft;
  assertStatus(await client.post('/account/backup-codes'), 409);
  const { passkey } = await givePasskey(world.test, viewer);
  const codes = await client.post('/account/backup-codes');
  assertStatus(codes, 200);
  assertStatus(await client.delete(`/account/passkeys/${passkey.id}`), 204);
  assert.equal(await left(), 0);

  await enrolTotp(client);
  const second = await givePasskey(world.test, viewer);
  assertStatus(await client.delete(`/account/passkeys/${second.passkey.id}`), 204);
  assert.equal(await left(), 10);
  const third = await givePasskey(world.test, viewer);
  assertStatus(await client.delete('/account/totp'), 204);
  assert.equal(await left(), 10);
  assertStatus(await client.delete(`/account/passkeys/${third.passkey.id}`), 204);
  assert.equal(await left(), 0);
  const old = { method: 'backup_code', code: codes.body.codes[0] };
  assertStatus(await client.post('/session/factor', old), 422);
});

test('a copy of a key is refused wherever it is used, noted, and told of once a day', async () => {
  const { reviewer } = world.a.people;
  const key = await givePasskey(world.test, reviewer);
  const at = (counter: number) => signInByKey(world.test, key, (right) => ({ ...right, counter }));
  assertStatus(await at(10), 200);
  const letters = await lettersAfter(world, reviewer.email, async () => {
    for (const counter of [10, 9, 1, 0]) assertStatus(await at(counter), 422);
    const here = as(reviewer);
    const asked = { ...ceremonyAt(world.test, await challengeIn(here)), userHandle: key.userHandle };
    assertStatus(await give(here, key.device.use({ ...asked, counter: 10 })), 422);
  });
  assert.deepEqual(
    letters.map((letter) => letter.template === 'account-notice' && letter.what),
    ['passkey-copied'],
  );
  const sql = `select count(*)::int as told from app.audit_entries where action = 'passkey.copy-suspected'`;
  const [{ told }] = await rowsAsAdmin(world.test, sql);
  assert.ok(told >= 1);
  assertStatus(await at(11), 200);
});

test('answers that are not right use up the tries of that passkey at that place', async () => {
  const key = await givePasskey(world.test, world.b.people.member);
  await forgetTries();
  const wrong = () => signInByKey(world.test, key, (right) => ({ ...right, userVerified: false }));
  const statuses = [];
  for (let i = 0; i < 6; i += 1) statuses.push((await wrong()).status);
  assert.deepEqual(statuses, [422, 422, 422, 422, 422, 429]);
  assertStatus(await signInByKey(world.test, key), 429);
  await forgetTries();
  for (let i = 0; i < 7; i += 1) assertStatus(await signInByKey(world.test, key), 200);
});
