import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertStatus, clientOf } from '#tests/support/client.ts';
import {
  codeAfter,
  credentialsOf,
  enrolTotp,
  inDatabase,
  type LetterWorld,
  signInByCode,
  signInCodeOf,
  startLetterWorld,
} from '#tests/support/factors.ts';

let world: LetterWorld;
before(async () => {
  world = await startLetterWorld();
});
after(() => world.close());

/** As after a password: the session waits for its second factor. */
async function halfSignedIn(email: string) {
  const { client, reply } = await signInByCode(world, email);
  const sql = `update app.sessions set stage = 'second_factor', first_factor = 'password'
    where user_id = $1 and ended_at is null`;
  await inDatabase(world.test, sql, [reply.body.user.id]);
  return client;
}

test('without an authenticator app a code from the mail finishes, and works once', async () => {
  const { email } = world.a.people.member;
  const half = await halfSignedIn(email);
  assert.deepEqual((await half.get('/session')).body.secondFactors, ['code']);
  const code = await codeAfter(world, email, () => half.post('/sign-in/second-factor/codes'));
  const body = { method: 'code', code };
  const done = await half.post('/sign-in/second-factor', body);
  assertStatus(done, 200);
  const whole = clientOf(world.test.url, credentialsOf(done));
  assertStatus(await whole.get(world.a.path), 200);
  assertStatus(await whole.post('/session/factor', body), 422);
});

test('a code for the first step is none for the second, and the other way round', async () => {
  const { email } = world.a.people.reviewer;
  const half = await halfSignedIn(email);
  const first = await signInCodeOf(world, email);
  assertStatus(await half.post('/sign-in/second-factor', { method: 'code', code: first }), 422);
  const second = await codeAfter(world, email, () => half.post('/sign-in/second-factor/codes'));
  const signIn = { email, code: second, privateDevice: false };
  assertStatus(await world.anonymous.post('/sign-in', signIn), 422);
});

test('where an authenticator app is enrolled no mail stands in for it', async () => {
  const { email } = world.a.people.viewer;
  const half = await halfSignedIn(email);
  const code = await codeAfter(world, email, () => half.post('/sign-in/second-factor/codes'));
  const { client: whole } = await signInByCode(world, email);
  await enrolTotp(whole);
  assertStatus(await half.post('/sign-in/second-factor/codes'), 409);
  assertStatus(await half.post('/sign-in/second-factor', { method: 'code', code }), 422);
});

test('whoever must choose a new password still must after the second factor', async () => {
  const { email, userId } = world.b.people.member;
  const half = await halfSignedIn(email);
  const change = `update app.sessions set stage = 'change_password' where user_id = $1 and ended_at is null`;
  await inDatabase(world.test, change, [userId]);
  const code = await codeAfter(world, email, () => half.post('/sign-in/second-factor/codes'));
  const done = await half.post('/sign-in/second-factor', { method: 'code', code });
  assertStatus(done, 200);
  assert.equal(done.body.stage, 'change_password');
  assertStatus(await clientOf(world.test.url, credentialsOf(done)).get(world.b.path), 403);
});

test('the session goes on as private as it was', async () => {
  const { email } = world.b.people.reviewer;
  const code = await signInCodeOf(world, email);
  const reply = await world.anonymous.post('/sign-in', { email, code, privateDevice: true });
  await inDatabase(
    world.test,
    `update app.sessions set stage = 'second_factor' where user_id = $1 and ended_at is null`,
    [reply.body.user.id],
  );
  const half = clientOf(world.test.url, credentialsOf(reply));
  const sent = await codeAfter(world, email, () => half.post('/sign-in/second-factor/codes'));
  const done = await half.post('/sign-in/second-factor', { method: 'code', code: sent });
  assertStatus(done, 200);
  assert.equal(done.body.privateDevice, true);
  assert.match(done.headers.getSetCookie()[0] ?? '', /Max-Age=2592000$/);
});
