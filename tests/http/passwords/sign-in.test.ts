import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { hashPassword } from '#server/features/passwords/password-proof.ts';
import {
  credentialsOf,
  forgetTries,
  GOOD_PASSWORD,
  givePassword,
  OTHER_PASSWORD,
  rowsAsAdmin,
  runAsAdmin,
  signInWith,
} from '#tests/support/accounts.ts';
import { assertStatus, clientOf } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
beforeEach(() => forgetTries(world.test));
after(() => world.close());

const enter = (email: string, password: string) => signInWith(world.test, email, password);
const hashOf = async (userId: string): Promise<string> =>
  (await rowsAsAdmin(world.test, 'select hash from app.passwords where user_id = $1', [userId]))[0].hash;

test('a password opens half a session, which waits for its second factor', async () => {
  const { member } = world.a.people;
  await givePassword(world.test, member);
  const reply = await enter(member.email, GOOD_PASSWORD);
  assertStatus(reply, 200);
  assert.equal(reply.body.stage, 'second_factor');
  assert.deepEqual(reply.body.workspaces, []);
  const half = clientOf(world.test.url, credentialsOf(reply));
  const refused = await half.get(world.a.path);
  assert.deepEqual([refused.status, refused.body.code], [401, 'second_factor_required']);
  assertStatus(
    await half.put('/account/password', { password: OTHER_PASSWORD, current: GOOD_PASSWORD }),
    401,
  );
});

test('a wrong password, an account without one and no account are answered with the same bytes', async () => {
  const { reviewer, viewer } = world.a.people;
  await givePassword(world.test, reviewer);
  const [wrong, none, nobody] = [
    await enter(reviewer.email, OTHER_PASSWORD),
    await enter(viewer.email, OTHER_PASSWORD),
    await enter('nobody@example.org', OTHER_PASSWORD),
  ];
  assertStatus(wrong, 422);
  for (const other of [none, nobody])
    assert.deepEqual([other.status, other.text], [wrong.status, wrong.text]);
});

test('guesses at the same time do not outrun the count of five, and codes share it', async () => {
  const { manager } = world.a.people;
  await givePassword(world.test, manager);
  const guesses = await Promise.all(Array.from({ length: 7 }, () => enter(manager.email, OTHER_PASSWORD)));
  assert.deepEqual(guesses.map(({ status }) => status).sort(), [422, 422, 422, 422, 422, 429, 429]);
  assertStatus(await enter(manager.email, GOOD_PASSWORD), 429);
  const code = { email: manager.email, code: 'AAAAAAAAAAAA', privateDevice: false };
  assertStatus(await world.anonymous.post('/sign-in', code), 429);
});

test('all of a password counts: beyond 72 bytes too', async () => {
  const { owner } = world.a.people;
  const long = `${GOOD_PASSWORD}${'ä'.repeat(200)}`;
  await givePassword(world.test, owner, `${long}yes`);
  for (const other of [`${long}no`, long, long.slice(0, 80)])
    assertStatus(await enter(owner.email, other), 422);
  assertStatus(await enter(owner.email, `${long}yes`), 200);
});

test('what is kept is bcrypt at cost 12 with a salt of its own, bound to its owner (FL-08, FC-21)', async () => {
  const { admin, owner } = world.b.people;
  await givePassword(world.test, admin);
  await givePassword(world.test, owner);
  const [first, second] = [await hashOf(admin.userId), await hashOf(owner.userId)];
  assert.match(first, /^\$2[ab]\$12\$[./A-Za-z0-9]{53}$/);
  assert.notEqual(first.slice(7, 29), second.slice(7, 29), 'two people, two salts');
  assertStatus(await enter(owner.email, GOOD_PASSWORD), 200);
  // Whoever can write to the table gains nothing by a hash whose password they know.
  await runAsAdmin(world.test, 'update app.passwords set hash = $1 where user_id = $2', [
    first,
    owner.userId,
  ]);
  assertStatus(await enter(owner.email, GOOD_PASSWORD), 422);
});

test('a hash made at another cost is made anew by the sign-in that could', async () => {
  const { manager } = world.b.people;
  await givePassword(world.test, manager);
  const { default: bcrypt } = await import('bcrypt');
  const system = world.test.app.services.system();
  const digest = system.mac('password', `${manager.userId} ${GOOD_PASSWORD}`).toString('base64');
  const cheap = await bcrypt.hash(digest, 4);
  await runAsAdmin(world.test, 'update app.passwords set hash = $1 where user_id = $2', [
    cheap,
    manager.userId,
  ]);
  assertStatus(await enter(manager.email, OTHER_PASSWORD), 422);
  assert.equal(await hashOf(manager.userId), cheap, 'a wrong password leaves it');
  assertStatus(await enter(manager.email, GOOD_PASSWORD), 200);
  assert.match(await hashOf(manager.userId), /^\$2[ab]\$12\$/);
  assertStatus(await enter(manager.email, GOOD_PASSWORD), 200);
});

test('control: the hash of the same password for somebody else differs in more than its salt', async () => {
  const system = world.test.app.services.system();
  const { default: bcrypt } = await import('bcrypt');
  const { member, viewer } = world.b.people;
  const hash = await hashPassword(system, member.userId, GOOD_PASSWORD);
  const digestFor = (id: string) => system.mac('password', `${id} ${GOOD_PASSWORD}`).toString('base64');
  assert.equal(await bcrypt.compare(digestFor(member.userId), hash), true);
  assert.equal(await bcrypt.compare(digestFor(viewer.userId), hash), false);
});
