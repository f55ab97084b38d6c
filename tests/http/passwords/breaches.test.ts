import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import {
  credentialsOf,
  forgetTries,
  GOOD_PASSWORD,
  OTHER_PASSWORD,
  rowsAsAdmin,
  runAsAdmin,
  signInWith,
} from '#tests/support/accounts.ts';
import { startCorpus, type TestCorpus } from '#tests/support/breach-corpus.ts';
import { assertStatus, type Credentials, clientOf } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let corpus: TestCorpus;
let world: TestWorld;
before(async () => {
  corpus = await startCorpus();
  world = await startTestWorld({ env: { CASEWARD_BREACH_URL: `${corpus.url}/` } });
});
beforeEach(async () => {
  Object.assign(corpus, { mood: 'answers', breached: [] });
  await forgetTries(world.test);
});
// The corpus first: where no world came up, it alone would keep this file from ending.
after(async () => {
  await corpus.close();
  await world.close();
});

const as = (person: Credentials) => clientOf(world.test.url, person);
const set = (person: Credentials, password: string) => as(person).put('/account/password', { password });
const enter = (email: string) => signInWith(world.test, email, GOOD_PASSWORD);
const flagsOf = async (userId: string) =>
  (
    await rowsAsAdmin(world.test, 'select recheck, must_change from app.passwords where user_id = $1', [
      userId,
    ])
  )[0];

test('a password from a breach is refused, and five digits of its digest are all that left (FTS-42)', async () => {
  const { member } = world.a.people;
  corpus.breached = [GOOD_PASSWORD];
  const reply = await set(member, GOOD_PASSWORD);
  assert.deepEqual([reply.status, reply.body.field], [422, 'password']);
  assert.match(reply.body.message, /breach/);
  const digest = createHash('sha1').update(GOOD_PASSWORD).digest('hex').toUpperCase();
  assert.deepEqual(corpus.asked.slice(-1), [`/range/${digest.slice(0, 5)}`]);
  const fine = await set(member, OTHER_PASSWORD);
  assertStatus(fine, 200);
  assert.deepEqual(await flagsOf(member.userId), { recheck: false, must_change: false });
});

test('when the service is away the shipped list decides, and the check is made up at the next sign-in (FTS-42)', async () => {
  const { reviewer } = world.a.people;
  corpus.mood = 'refuses';
  assertStatus(await set(reviewer, 'Password123!'), 422);
  assertStatus(await set(reviewer, GOOD_PASSWORD), 200);
  assert.deepEqual(await flagsOf(reviewer.userId), { recheck: true, must_change: false });
  assertStatus(await enter(reviewer.email), 200);
  assert.deepEqual(await flagsOf(reviewer.userId), { recheck: true, must_change: false });
  corpus.mood = 'answers';
  assertStatus(await enter(reviewer.email), 200);
  assert.deepEqual(await flagsOf(reviewer.userId), { recheck: false, must_change: false });
});

test('found in a breach by then, it lets nobody further than to another one, after the second factor', async () => {
  const { manager } = world.a.people;
  corpus.mood = 'refuses';
  assertStatus(await set(manager, GOOD_PASSWORD), 200);
  Object.assign(corpus, { mood: 'answers', breached: [GOOD_PASSWORD] });
  const reply = await enter(manager.email);
  // Who knows a breached password must not be the one who changes it.
  assert.equal(reply.body.stage, 'second_factor');
  assert.deepEqual(await flagsOf(manager.userId), { recheck: false, must_change: true });
  const half = credentialsOf(reply);
  assertStatus(await as(half).put('/sign-in/new-password', { password: OTHER_PASSWORD }), 401);
});

test('whatever makes such a sign-in whole, the session still waits for the new password', async () => {
  const { manager } = world.a.people;
  const insert = (factor: string) =>
    rowsAsAdmin(
      world.test,
      `insert into app.sessions (id, user_id, stage, first_factor, second_factor, sealed_origin, expires_at)
        values (gen_random_uuid(), $1, 'full', $2, 'totp', '\\x00', now() + interval '1 hour') returning stage`,
      [manager.userId, factor],
    );
  assert.deepEqual(await insert('password'), [{ stage: 'change_password' }]);
  assert.deepEqual(await insert('code'), [{ stage: 'full' }]);
  await runAsAdmin(world.test, 'update app.passwords set must_change = false where user_id = $1', [
    manager.userId,
  ]);
  assert.deepEqual(await insert('password'), [{ stage: 'full' }]);
});

test('a service that does not answer holds nobody up for longer than its two seconds', async () => {
  const { viewer } = world.a.people;
  corpus.mood = 'waits';
  assertStatus(await set(viewer, GOOD_PASSWORD), 200);
  assert.deepEqual(await flagsOf(viewer.userId), { recheck: true, must_change: false });
});
