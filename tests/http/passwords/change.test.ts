import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { missingFrom } from '#contracts/password-rules.ts';
import {
  ageFactors,
  credentialsOf,
  forgetTries,
  GOOD_PASSWORD,
  givePassword,
  OTHER_PASSWORD,
  rowsAsAdmin,
  runAsAdmin,
  signInWith,
} from '#tests/support/accounts.ts';
import { assertStatus, type Credentials, clientOf } from '#tests/support/client.ts';
import { letterbox } from '#tests/support/letters.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
const letters = letterbox();
before(async () => {
  world = await startTestWorld({ rewire: letters.catchFrom });
});
beforeEach(() => forgetTries(world.test));
after(() => world.close());

const as = (person: Credentials) => clientOf(world.test.url, person);

async function anotherSession(email: string): Promise<Credentials> {
  assertStatus(await world.anonymous.post('/sign-in/codes', { email }), 200);
  const { code } = letters.last('sign-in-code', email);
  const reply = await world.anonymous.post('/sign-in', { email, code, privateDevice: false });
  assertStatus(reply, 200);
  return credentialsOf(reply);
}

test('what a password lacks is said, and nothing is set (FTS-41)', async () => {
  const { viewer } = world.a.people;
  const weak = {
    'Short-1a': ['length'],
    'all lower case 1': ['upper'],
    'ALL UPPER CASE 1': ['lower'],
    'No digits in here!': ['digit'],
    Nospecial12345: ['special'],
    ääääääääääää: ['upper', 'digit', 'special'],
  };
  for (const [password, missing] of Object.entries(weak)) {
    assert.deepEqual(missingFrom(password), missing);
    const reply = await as(viewer).put('/account/password', { password });
    assert.deepEqual([reply.status, reply.body.field], [422, 'password'], reply.text);
    assert.match(reply.text, /This needs /);
    assert.ok(!reply.text.includes(password));
  }
  const common = await as(viewer).put('/account/password', { password: 'Password123!' });
  assert.deepEqual([common.status, common.body.field], [422, 'password']);
  assert.deepEqual((await as(viewer).get('/account/password')).body, { setAt: null });
});

test('a new password ends every session at once, and the one at hand goes on under another id (FC-06)', async () => {
  const { member } = world.a.people;
  const elsewhere = await anotherSession(member.email);
  const fresh = await givePassword(world.test, member);
  for (const old of [member, elsewhere]) assertStatus(await as(old).get('/session'), 401);
  assert.notEqual(fresh.cookie, member.cookie);
  assertStatus(await as(fresh).get(world.a.path), 200);
  assert.equal(letters.last('account-notice', member.email).what, 'password-set');
  const [entry] = await rowsAsAdmin(
    world.test,
    `select detail from app.audit_entries where action = 'password.set' and actor_id = $1`,
    [member.userId],
  );
  assert.ok(entry);
});

test('without the present password a factor must be fresh, and a wrong one is a counted guess', async () => {
  const { reviewer } = world.a.people;
  const session = await givePassword(world.test, reviewer);
  await ageFactors(world.test, reviewer.userId);
  const refused = await as(session).put('/account/password', { password: OTHER_PASSWORD });
  assert.deepEqual([refused.status, refused.body.code], [403, 'step_up_required']);
  const wrong = { password: OTHER_PASSWORD, current: 'not-this-1' };
  const guesses = await Promise.all(
    Array.from({ length: 6 }, () => as(session).put('/account/password', wrong)),
  );
  assert.deepEqual(guesses.map(({ status }) => status).sort(), [422, 422, 422, 422, 422, 429]);
  await forgetTries(world.test);
  const right = { password: OTHER_PASSWORD, current: GOOD_PASSWORD };
  assertStatus(await as(session).put('/account/password', right), 200);
  assertStatus(await signInWith(world.test, reviewer.email, GOOD_PASSWORD), 422);
  assertStatus(await signInWith(world.test, reviewer.email, OTHER_PASSWORD), 200);
});

test('a password is taken away with a fresh factor alone, once', async () => {
  const { manager } = world.a.people;
  const session = await givePassword(world.test, manager);
  await ageFactors(world.test, manager.userId);
  assertStatus(await as(session).delete('/account/password'), 403);
  await runAsAdmin(world.test, 'update app.sessions set factor_at = now()');
  const reply = await as(session).delete('/account/password');
  assertStatus(reply, 200);
  assertStatus(await as(session).get('/session'), 401);
  assertStatus(await as(credentialsOf(reply)).delete('/account/password'), 404);
  assertStatus(await signInWith(world.test, manager.email, GOOD_PASSWORD), 422);
  assert.equal(letters.last('account-notice', manager.email).what, 'password-removed');
});

test('a whole sign-in waits for no new password', async () => {
  const { admin } = world.a.people;
  const reply = await as(admin).put('/sign-in/new-password', { password: GOOD_PASSWORD });
  assertStatus(reply, 409);
});

test('what cannot be logged is not done', async () => {
  const { owner } = world.b.people;
  await runAsAdmin(world.test, 'alter function app.audit_identity rename to audit_identity_gone');
  try {
    assertStatus(await as(owner).put('/account/password', { password: GOOD_PASSWORD }), 500);
  } finally {
    await runAsAdmin(world.test, 'alter function app.audit_identity_gone rename to audit_identity');
  }
  assert.deepEqual((await as(owner).get('/account/password')).body, { setAt: null });
});
