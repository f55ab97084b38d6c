import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertStatus, clientOf } from '#tests/support/client.ts';
import { answerTo, beginSignIn, type Connected, connect, enter, sendAnswer } from '#tests/support/sso.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let connected: Connected;
before(async () => {
  world = await startTestWorld();
  connected = await connect(world);
});
after(() => world.close());

test('a member signs in through the provider, into a whole session', async () => {
  const { email } = world.a.people.member;
  const entered = await enter(world, connected, email);
  assert.equal(entered.session.stage, 'full');
  assert.equal(entered.session.user.email, email);
  assertStatus(await clientOf(world.test.url, entered).get(world.a.path), 200);
});

test('an arrival opens a session once, and only in the browser that began', async () => {
  const { asked, cookie } = await beginSignIn(world, connected.connectionId);
  const answer = answerTo(asked, connected.key, world.a.people.viewer.email);
  const { location } = await sendAnswer(asked.answersTo, answer);
  const body = { token: location.split('#')[1], confirmed: true };
  assertStatus(await world.anonymous.post('/sso/arrivals', body), 410);
  const other = await beginSignIn(world, connected.connectionId);
  assertStatus(await clientOf(world.test.url, other).post('/sso/arrivals', body), 410);
  const mine = clientOf(world.test.url, { cookie });
  assertStatus(await mine.post('/sso/arrivals', body), 200);
  assertStatus(await mine.post('/sso/arrivals', body), 410);
});
