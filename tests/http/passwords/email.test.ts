import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { ageFactors, credentialsOf, forgetTries, rowsAsAdmin, runAsAdmin } from '#tests/support/accounts.ts';
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

async function codeFor(person: Credentials, email: string): Promise<string> {
  assertStatus(await as(person).post('/account/email-changes', { email }), 200);
  return letters.last('email-code', email).code;
}

test('the new address is proven, the old one told, and every other session over', async () => {
  const { member } = world.a.people;
  const code = await codeFor(member, 'moved@example.org');
  const reply = await as(member).put('/account/email', { code: code.toLowerCase() });
  assertStatus(reply, 200);
  assert.equal(reply.body.user.email, 'moved@example.org');
  assertStatus(await as(member).get('/session'), 401);
  const notice = letters.last('account-notice', member.email);
  assert.equal(notice.what, 'email-changed');
  const session = credentialsOf(reply);
  assertStatus(await as(session).put('/account/email', { code }), 422);
  const { body } = await world.a.as('owner').post(`${world.a.path}/members/query`, {});
  const shown = JSON.stringify(body);
  assert.ok(shown.includes('moved@example.org') && !shown.includes(member.email));
});

test('the new address signs in, and the old one no longer', async () => {
  assertStatus(await world.anonymous.post('/sign-in/codes', { email: 'moved@example.org' }), 200);
  const { code } = letters.last('sign-in-code', 'moved@example.org');
  const enter = (email: string, given: string) =>
    world.anonymous.post('/sign-in', { email, code: given, privateDevice: false });
  assertStatus(await enter('moved@example.org', code), 200);
  const { email } = world.a.people.member;
  assertStatus(await world.anonymous.post('/sign-in/codes', { email }), 200);
  assertStatus(await enter(email, letters.last('sign-in-code', email).code), 422);
});

test('an address that somebody has is answered alike and never becomes another’s', async () => {
  const { reviewer, owner } = world.a.people;
  const free = await as(reviewer).post('/account/email-changes', { email: 'free@example.org' });
  const taken = await as(reviewer).post('/account/email-changes', { email: owner.email });
  assert.deepEqual([taken.status, taken.text], [free.status, free.text]);
  // The code never leaves; were it known, it would still not do.
  const { code } = letters.last('email-code', owner.email);
  assertStatus(await as(reviewer).put('/account/email', { code }), 422);
  assertStatus(await world.a.as('owner').get('/session'), 200);
});

test('a code is refused to somebody else, after half an hour, after five guesses, and once voided', async () => {
  const { manager, viewer } = world.a.people;
  const first = await codeFor(manager, 'one@example.org');
  assertStatus(await as(viewer).put('/account/email', { code: first }), 422);
  const second = await codeFor(manager, 'two@example.org');
  assertStatus(await as(manager).put('/account/email', { code: first }), 422);
  const wrong = { code: 'AAAAAAAAAAAA' };
  const guesses = await Promise.all(
    Array.from({ length: 6 }, () => as(manager).put('/account/email', wrong)),
  );
  assert.ok(guesses.some(({ status }) => status === 429));
  assertStatus(await as(manager).put('/account/email', { code: second }), 429);
  await forgetTries(world.test);
  await runAsAdmin(
    world.test,
    `update app.mailed_tokens set expires_at = expires_at - interval '30 minutes'`,
  );
  assertStatus(await as(manager).put('/account/email', { code: second }), 422);
});

test('asking needs a fresh factor, and the address waits sealed', async () => {
  const { admin } = world.a.people;
  await codeFor(admin, 'sealed-away@example.org');
  const rows = await rowsAsAdmin(world.test, 'select t::text as whole from app.mailed_tokens t');
  const hex = Buffer.from('sealed-away@example.org').toString('hex');
  for (const { whole } of rows) assert.ok(!whole.includes(hex) && !whole.includes('sealed-away'));
  await ageFactors(world.test, admin.userId);
  const refused = await as(admin).post('/account/email-changes', { email: 'x@example.org' });
  assert.deepEqual([refused.status, refused.body.code], [403, 'step_up_required']);
});
