import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { resetFactors } from '#server/operator/reset-factors.ts';
import { type Db, openDatabase } from '#server/platform/db/index.ts';
import { rowsAsAdmin, runAsAdmin } from '#tests/support/accounts.ts';
import { assertStatus, type Credentials, clientOf } from '#tests/support/client.ts';
import {
  codeAfter,
  credentialsOf,
  enrolTotp,
  type LetterWorld,
  startLetterWorld,
} from '#tests/support/factors.ts';
import { givePasskey, type KeptPasskey, signInByKey } from '#tests/support/passkeys.ts';

let world: LetterWorld;
let db: Db;
before(async () => {
  world = await startLetterWorld();
  db = openDatabase({ url: world.test.database.operatorUrl, max: 1, prepared: false });
});
after(async () => {
  await db.close();
  await world.close();
});

const as = (person: Credentials) => clientOf(world.test.url, person);

function reset(email: string): Promise<boolean> {
  const { services } = world.test.app;
  return resetFactors({ db, system: services.system(), mail: services.mail }, email);
}

/** Signs in by a mailed code. */
async function signIn(email: string) {
  const { anonymous } = world;
  const code = await codeAfter(world, email, () => anonymous.post('/sign-in/codes', { email }));
  return anonymous.post('/sign-in', { email, code, privateDevice: false });
}

test('whoever lost every strong factor signs in by a mailed code, and has to enrol anew', async () => {
  const { admin } = world.a.people;
  const { userId, email } = admin;
  const passkey: KeptPasskey = await givePasskey(world.test, admin);
  await enrolTotp(as(admin));
  await runAsAdmin(
    world.test,
    `update app.memberships set admin_since = now() - interval '8 days' where user_id = $1`,
    [userId],
  );
  assertStatus(await as(admin).get(world.a.path), 200);
  assert.equal((await signIn(email)).body.stage, 'second_factor');

  const { length } = world.letters;
  assert.equal(await reset(email), true);
  assert.deepEqual(
    world.letters
      .slice(length)
      .map(({ to, ...letter }) => [to, letter.template, 'what' in letter && letter.what]),
    [[email, 'account-notice', 'factors-reset']],
  );
  assertStatus(await as(admin).get('/session'), 401);
  assertStatus(await signInByKey(world.test, passkey), 422);

  const again = await signIn(email);
  assert.deepEqual([again.status, again.body.stage], [200, 'full']);
  const client = as(credentialsOf(again));
  const refused = await client.get(world.a.path);
  assert.deepEqual([refused.status, refused.body.code], [403, 'enrolment_required']);
  const enrolled = await enrolTotp(client);
  assert.equal(enrolled.codes.length, 10);
});

test('the log names it, and nobody with another address has an account', async () => {
  const { admin } = world.a.people;
  const entries = await rowsAsAdmin(
    world.test,
    `select actor_kind, target_id from app.audit_entries where action = 'factors.reset'`,
  );
  assert.deepEqual(entries, [{ actor_kind: 'operator', target_id: admin.userId }]);
  assert.equal(await reset('nobody@example.org'), false);
  const after = await rowsAsAdmin(
    world.test,
    `select 1 from app.audit_entries where action = 'factors.reset'`,
  );
  assert.equal(after.length, 1);
});

test('control: the live role cannot do it, with whatever it knows', async () => {
  const { userId } = world.a.people.member;
  const live = openDatabase({ url: world.test.database.appUrl, max: 1, prepared: false });
  try {
    await assert.rejects(live.pool.query('select app.reset_factors($1)', [userId]), /permission denied/);
  } finally {
    await live.close();
  }
});
