import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openAccount, shutAccount } from '#server/operator/shut-account.ts';
import { type Db, openDatabase } from '#server/platform/db/index.ts';
import { rowsAsAdmin, runAsAdmin } from '#tests/support/accounts.ts';
import { clientByToken, makeToken } from '#tests/support/api-tokens.ts';
import { assertStatus, type Credentials, clientOf } from '#tests/support/client.ts';
import { codeAfter, credentialsOf, type LetterWorld, startLetterWorld } from '#tests/support/factors.ts';

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

function asOperator(act: typeof shutAccount, email: string): Promise<boolean> {
  const { services } = world.test.app;
  return act({ db, system: services.system(), mail: services.mail }, email);
}

/** Signs in by a mailed code. */
async function signIn(email: string) {
  const { anonymous } = world;
  const code = await codeAfter(world, email, () => anonymous.post('/sign-in/codes', { email }));
  return anonymous.post('/sign-in', { email, code, privateDevice: false });
}

const toldOf = (email: string) =>
  world.letters.flatMap((letter) =>
    letter.to === email && letter.template === 'account-notice' ? [letter.what] : [],
  );

test('a shut account opens nothing; opened again it is signed in to anew, and what had ended stays ended', async () => {
  const { admin } = world.a.people;
  const { secret } = await makeToken(world.a, { scopes: ['members:read'] }, as(admin));
  const byToken = () => clientByToken(world, secret).post(`${world.a.path}/members/query`, {});
  assertStatus(await byToken(), 200);

  assert.equal(await asOperator(shutAccount, admin.email), true);
  assertStatus(await as(admin).get('/session'), 401);
  assertStatus(await byToken(), 401);
  // The code is right: it is answered as a wrong one is.
  assertStatus(await signIn(admin.email), 422);
  assert.equal(await asOperator(shutAccount, admin.email), false, 'it is shut already');

  assert.equal(await asOperator(openAccount, admin.email), true);
  assertStatus(await as(admin).get('/session'), 401);
  assertStatus(await byToken(), 200);
  const again = await signIn(admin.email);
  assertStatus(again, 200);
  assertStatus(await as(credentialsOf(again)).get(world.a.path), 200);
  assert.equal(await asOperator(openAccount, admin.email), false, 'it is open already');

  assert.deepEqual(toldOf(admin.email), ['account-shut', 'account-opened']);
  const entries = await rowsAsAdmin(
    world.test,
    `select actor_kind, action from app.audit_entries where target_id = $1 and action like 'account.%' order by at`,
    [admin.userId],
  );
  assert.deepEqual(entries, [
    { actor_kind: 'operator', action: 'account.shut' },
    { actor_kind: 'operator', action: 'account.opened' },
  ]);
});

test('the account of somebody who was erased is never opened', async () => {
  const { viewer } = world.a.people;
  const opened = async () => (await db.pool.query('select app.open_account($1) as ok', [viewer.userId])).rows;
  assertStatus(await as(viewer).post('/account/erasure', { confirm: viewer.email }), 200);
  assert.deepEqual(await opened(), [{ ok: false }]);
  // Control: with nothing that tells of the erasure, it would be.
  await runAsAdmin(world.test, 'delete from app.erasures where subject_id = $1', [viewer.userId]);
  assert.deepEqual(await opened(), [{ ok: true }]);
});

test('nobody with another address has an account, and the live role can do neither', async () => {
  assert.equal(await asOperator(shutAccount, 'nobody@example.org'), false);
  const { userId } = world.a.people.member;
  const live = openDatabase({ url: world.test.database.appUrl, max: 1, prepared: false });
  try {
    for (const act of ['shut', 'open'])
      await assert.rejects(live.pool.query(`select app.${act}_account($1)`, [userId]), /permission denied/);
  } finally {
    await live.close();
  }
});
