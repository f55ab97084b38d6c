import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { authenticator } from '#tests/support/authenticator.ts';
import { assertStatus, clientOf } from '#tests/support/client.ts';
import {
  credentialsOf,
  enrolTotp,
  factorLongAgo,
  type LetterWorld,
  lettersAfter,
  signInByCode,
  startLetterWorld,
} from '#tests/support/factors.ts';

let world: LetterWorld;
before(async () => {
  world = await startLetterWorld();
});
after(() => world.close());

test('an authenticator app is enrolled by its first right code, and asked for at the next sign-in', async () => {
  const { email } = world.a.people.member;
  const member = world.a.as('member');
  const offer = await member.post('/account/totp');
  assertStatus(offer, 201);
  const app = authenticator(offer.body.secret);
  const wrong = await member.post('/account/totp/confirmation', { code: app.at(0) });
  assertStatus(wrong, 422);
  assert.equal((await member.get('/account/factors')).body.totp, false);
  const right = await member.post('/account/totp/confirmation', { code: app.next() });
  assertStatus(right, 200);
  assert.equal(new Set(right.body.codes).size, 10);
  const { body } = await member.get('/account/factors');
  assert.deepEqual([body.totp, body.backupCodesLeft, body.enrolBy], [true, 10, null]);

  const { reply, client: half } = await signInByCode(world, email);
  assert.equal(reply.body.stage, 'second_factor');
  assert.deepEqual(reply.body.workspaces, []);
  assert.deepEqual(reply.body.secondFactors, ['totp', 'backup_code']);
  assertStatus(await half.get(world.a.path), 401);
  const done = await half.post('/sign-in/second-factor', { method: 'totp', code: app.next() });
  assertStatus(done, 200);
  assert.equal(done.body.stage, 'full');
  const kept = credentialsOf(done);
  assert.notEqual(kept.cookie, credentialsOf(reply).cookie);
  assert.notEqual(kept.csrf, reply.body.csrf);
  assertStatus(await clientOf(world.test.url, kept).get(world.a.path), 200);
  assertStatus(await half.get('/session'), 401);
});

test('a code works once, also when it comes twice at the same time', async () => {
  const { email } = world.a.people.viewer;
  const { app } = await enrolTotp(world.a.as('viewer'));
  const sessions = [];
  for (let i = 0; i < 4; i += 1) sessions.push(await signInByCode(world, email));
  const body = { method: 'totp', code: app.next() };
  const replies = await Promise.all(
    sessions.map(({ client }) => client.post('/sign-in/second-factor', body)),
  );
  assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 422, 422, 422]);
});

test('an older step is refused once a later one was used', async () => {
  const { email } = world.a.people.reviewer;
  const { app } = await enrolTotp(world.a.as('reviewer'));
  const [older, newer] = [app.next(), app.next()];
  const { client } = await signInByCode(world, email);
  assertStatus(await client.post('/sign-in/second-factor', { method: 'totp', code: newer }), 200);
  const { client: another } = await signInByCode(world, email);
  assertStatus(await another.post('/sign-in/second-factor', { method: 'totp', code: older }), 422);
});

test('a second enrolment is refused while one is in use, and an offer replaces an offer', async () => {
  const manager = world.a.as('manager');
  const first = await manager.post('/account/totp');
  const second = await manager.post('/account/totp');
  assert.notEqual(first.body.secret, second.body.secret);
  const old = authenticator(first.body.secret).next();
  assertStatus(await manager.post('/account/totp/confirmation', { code: old }), 422);
  const code = authenticator(second.body.secret).next();
  assertStatus(await manager.post('/account/totp/confirmation', { code }), 200);
  assertStatus(await manager.post('/account/totp'), 409);
  assertStatus(await manager.post('/account/totp/confirmation', { code }), 409);
});

test('switching off needs a fresh factor, is told by mail, and takes the backup codes along', async () => {
  const { email, userId } = world.b.people.member;
  const member = world.b.as('member');
  const { app } = await enrolTotp(member);
  await factorLongAgo(world.test, userId);
  const refused = await member.delete('/account/totp');
  assertStatus(refused, 403);
  assert.equal(refused.body.code, 'step_up_required');
  assertStatus(await member.post('/session/factor', { method: 'totp', code: app.next() }), 204);
  const told = await lettersAfter(world, email, async () => {
    assertStatus(await member.delete('/account/totp'), 204);
  });
  assert.deepEqual(told, [{ template: 'factor-changed', to: email, change: 'totp-off' }]);
  const { body } = await member.get('/account/factors');
  assert.deepEqual([body.totp, body.backupCodesLeft], [false, 0]);
  assert.equal((await signInByCode(world, email)).reply.body.stage, 'full');
  assertStatus(await member.delete('/account/totp'), 404);
});

test('the secret lies in the database sealed', async () => {
  const { secret } = await enrolTotp(world.b.as('viewer'));
  const rows = await withClient(world.test.database.adminUrl, async (client) => {
    const found = await client.query('select sealed_secret, t::text as row from app.totp_secrets t');
    return found.rows;
  });
  assert.ok(rows.length > 0);
  for (const { sealed_secret, row } of rows) {
    assert.ok(!sealed_secret.toString('latin1').includes(secret) && !row.includes(secret));
  }
});

test('guesses are counted per person and place, over all their sessions', async () => {
  const { email } = world.b.people.reviewer;
  const { app } = await enrolTotp(world.b.as('reviewer'));
  const sessions = [await signInByCode(world, email), await signInByCode(world, email)];
  const wrong = { method: 'totp', code: app.at(0) };
  const replies = [];
  for (let i = 0; i < 6; i += 1) {
    const { client } = sessions[i % 2] ?? assert.fail();
    replies.push((await client.post('/sign-in/second-factor', wrong)).status);
  }
  assert.deepEqual(replies, [422, 422, 422, 422, 422, 429]);
  const { client } = sessions[0] ?? assert.fail();
  assertStatus(await client.post('/sign-in/second-factor', { method: 'totp', code: app.next() }), 429);
});
