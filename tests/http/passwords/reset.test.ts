import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { sha256 } from '#server/security/crypto/index.ts';
import {
  forgetTries,
  GOOD_PASSWORD,
  givePassword,
  OTHER_PASSWORD,
  rowsAsAdmin,
  runAsAdmin,
  signInWith,
} from '#tests/support/accounts.ts';
import { assertStatus, clientOf } from '#tests/support/client.ts';
import { letterbox } from '#tests/support/letters.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
const letters = letterbox();
before(async () => {
  world = await startTestWorld({ rewire: letters.catchFrom });
});
beforeEach(() => forgetTries(world.test));
after(() => world.close());

const ask = (email: string) => world.anonymous.post('/sign-in/password-resets', { email });
const redeem = (token: string, password = OTHER_PASSWORD) =>
  world.anonymous.post('/sign-in/password-resets/redemptions', { token, password });

async function tokenFor(email: string): Promise<string> {
  assertStatus(await ask(email), 200);
  return letters.last('password-reset', email).token;
}

test('a link sets the password once, and every session ends (FL-14)', async () => {
  const { member } = world.a.people;
  const session = await givePassword(world.test, member);
  const token = await tokenFor(member.email);
  assertStatus(await redeem(token), 204);
  assertStatus(await redeem(token, 'Something else, 12 times'), 410);
  assertStatus(await clientOf(world.test.url, session).get('/session'), 401);
  assertStatus(await signInWith(world.test, member.email, GOOD_PASSWORD), 422);
  const reply = await signInWith(world.test, member.email, OTHER_PASSWORD);
  assert.deepEqual([reply.status, reply.body.stage], [200, 'second_factor']);
  assert.equal(letters.last('account-notice', member.email).what, 'password-reset');
});

test('of two uses of one link at the same time one is the first', async () => {
  const { reviewer } = world.a.people;
  const token = await tokenFor(reviewer.email);
  const replies = await Promise.all([redeem(token), redeem(token, 'Something else, 12 times')]);
  assert.deepEqual(replies.map(({ status }) => status).sort(), [204, 410]);
});

test('looking at a link, or at an unfit password for it, uses nothing up', async () => {
  const { manager } = world.a.people;
  const token = await tokenFor(manager.email);
  for (const path of [`/new-password#${token}`, `/new-password?token=${token}`])
    await fetch(`${world.test.url}${path}`);
  const { status } = await world.anonymous.get('/sign-in/password-resets/redemptions');
  assert.ok(status === 404 || status === 405, `${status}`);
  assertStatus(await redeem(token, 'weak'), 422);
  assertStatus(await redeem(token, 'Password123!'), 422);
  assertStatus(await redeem(token), 204);
});

test('a link is refused after half an hour, and once a newer one was asked for', async () => {
  const { viewer } = world.a.people;
  const first = await tokenFor(viewer.email);
  const second = await tokenFor(viewer.email);
  assertStatus(await redeem(first), 410);
  await runAsAdmin(
    world.test,
    `update app.mailed_tokens set expires_at = expires_at - interval '30 minutes'`,
  );
  assertStatus(await redeem(second), 410);
  assertStatus(await redeem('A'.repeat(43)), 410);
});

test('a changed password voids the links on their way', async () => {
  const { admin } = world.a.people;
  const token = await tokenFor(admin.email);
  await givePassword(world.test, admin);
  assertStatus(await redeem(token), 410);
});

test('of a link nothing but its SHA-256 is kept', async () => {
  const { owner } = world.a.people;
  const token = await tokenFor(owner.email);
  const rows = await rowsAsAdmin(
    world.test,
    `select token_digest, t::text as whole from app.mailed_tokens t where used_at is null and user_id = $1`,
    [owner.userId],
  );
  assert.equal(rows.length, 1);
  assert.deepEqual(rows[0].token_digest, sha256(token));
  assert.ok(!rows[0].whole.includes(token));
});

test('an address nobody has is answered alike, and the mail is only for who has an account', async () => {
  const known = await ask(world.b.people.member.email);
  const unknown = await ask('nobody@example.org');
  assert.deepEqual([unknown.status, unknown.text], [known.status, known.text]);
  const [{ n }] = await rowsAsAdmin(
    world.test,
    'select count(*)::int as n from app.mailed_tokens where user_id is null or used_at is null',
  );
  assert.ok(n >= 1);
  assertStatus(await redeem(letters.last('password-reset', 'nobody@example.org').token), 410);
});

test('more links than can be wanted are refused', async () => {
  const { reviewer } = world.b.people;
  const replies = [];
  for (let i = 0; i < 6; i += 1) replies.push((await ask(reviewer.email)).status);
  assert.deepEqual(replies, [200, 200, 200, 200, 200, 429]);
});
