import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { issueTemporaryPassword, newTemporaryPassword } from '#server/operator/temporary-password.ts';
import { type Db, openDatabase } from '#server/platform/db/index.ts';
import {
  credentialsOf,
  forgetTries,
  GOOD_PASSWORD,
  givePassword,
  runAsAdmin,
  signInWith,
} from '#tests/support/accounts.ts';
import { assertStatus, type Credentials, clientOf } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let db: Db;
before(async () => {
  world = await startTestWorld();
  db = openDatabase({ url: world.test.database.operatorUrl, max: 1, prepared: false });
});
beforeEach(() => forgetTries(world.test));
after(async () => {
  await db.close();
  await world.close();
});

const as = (person: Credentials) => clientOf(world.test.url, person);
const enter = (email: string, password: string) => signInWith(world.test, email, password);

async function issue(email: string): Promise<string> {
  const made = await issueTemporaryPassword({ db, system: world.test.app.services.system() }, email);
  assert.ok(made);
  return made;
}

test('it is drawn from the secure source, and never twice (FC-23)', () => {
  const made = new Set(Array.from({ length: 300 }, newTemporaryPassword));
  assert.equal(made.size, 300);
  for (const one of made) assert.match(one, /^[346789a-kmnp-rt-z]{5}(-[346789a-kmnp-rt-z]{5}){3}$/);
});

test('it works once, ends every session, and opens nothing but the choice of another password (FC-23)', async () => {
  const { member } = world.a.people;
  const temporary = await issue(member.email);
  assertStatus(await as(member).get('/session'), 401);
  const reply = await enter(member.email, temporary);
  assert.deepEqual([reply.status, reply.body.stage, reply.body.workspaces], [200, 'change_password', []]);
  assertStatus(await enter(member.email, temporary), 422);
  const waiting = as(credentialsOf(reply));
  for (const refused of [
    await waiting.get(world.a.path),
    await waiting.get('/sessions'),
    await waiting.put('/account/password', { password: GOOD_PASSWORD }),
    await waiting.post('/account/email-changes', { email: 'x@example.org' }),
  ])
    assert.deepEqual([refused.status, refused.body.code], [403, 'password_change_required']);
  const chosen = await waiting.put('/sign-in/new-password', { password: GOOD_PASSWORD });
  assert.deepEqual([chosen.status, chosen.body.stage], [200, 'second_factor']);
  assertStatus(await waiting.get('/session'), 401);
  const half = await as(credentialsOf(chosen)).get(world.a.path);
  assert.deepEqual([half.status, half.body.code], [401, 'second_factor_required']);
  assertStatus(await enter(member.email, GOOD_PASSWORD), 200);
});

test('of two uses at the same time one is the first', async () => {
  const { reviewer } = world.a.people;
  const temporary = await issue(reviewer.email);
  const replies = await Promise.all([
    enter(reviewer.email, temporary),
    enter(reviewer.email, temporary),
    enter(reviewer.email, temporary),
  ]);
  assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 422, 422]);
});

test('it takes the place of the password there was, and is over after a day', async () => {
  const { manager } = world.a.people;
  await givePassword(world.test, manager);
  const temporary = await issue(manager.email);
  assertStatus(await enter(manager.email, GOOD_PASSWORD), 422);
  await runAsAdmin(
    world.test,
    `update app.passwords set set_at = set_at - interval '25 hours' where user_id = $1`,
    [manager.userId],
  );
  assertStatus(await enter(manager.email, temporary), 422);
});

test('it cannot become a lasting password: it does not meet the rules of one', async () => {
  const { viewer } = world.a.people;
  const temporary = await issue(viewer.email);
  const waiting = as(credentialsOf(await enter(viewer.email, temporary)));
  assertStatus(await waiting.put('/sign-in/new-password', { password: temporary }), 422);
});

test('there is none for an address nobody has, nor for an account that is shut', async () => {
  const system = world.test.app.services.system();
  assert.equal(await issueTemporaryPassword({ db, system }, 'nobody@example.org'), undefined);
  const { admin } = world.b.people;
  await runAsAdmin(world.test, 'update app.users set disabled_at = now() where id = $1', [admin.userId]);
  assert.equal(await issueTemporaryPassword({ db, system }, admin.email), undefined);
});
