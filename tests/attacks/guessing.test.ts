import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Letter } from '#server/security/mail-queue.ts';
import { runAsAdmin } from '#tests/support/accounts.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

/** Who guesses or asks from many places: IPv4 addresses one by one, IPv6 a /64 at a time. */
let world: TestWorld;
const letters: Letter[] = [];
before(async () => {
  world = await startTestWorld({
    env: { CASEWARD_TRUSTED_PROXIES: '127.0.0.1' },
    rewire: (app) =>
      void Object.assign(app.services, {
        mail: { queue: async (letter: Letter) => void letters.push(letter) },
      }),
  });
});
after(() => world.close());
beforeEach(async () => {
  letters.length = 0;
  await runAsAdmin(world.test, 'truncate app.sign_in_tries, app.sign_in_codes, app.rate_windows');
});

const inOneNetwork = (at: number) => `2001:db8:1:2:${at.toString(16)}::${at.toString(16)}`;
const inMany = (at: number) => `2001:db8:1:${at.toString(16)}::1`;

const GUESS = 'AAAA-AAAA-AAAA';
const guess = (from: string, email: string) =>
  world.anonymous.post('/sign-in', { email, code: GUESS, privateDevice: false }, { 'x-forwarded-for': from });
const ask = (path: string, from: string, email: string) =>
  world.anonymous.post(path, { email }, { 'x-forwarded-for': from });

async function statuses(times: number, once: (at: number) => Promise<{ status: number }>): Promise<number[]> {
  const all: number[] = [];
  for (let at = 1; at <= times; at += 1) {
    // The rate of the route is another guard: here it must not be what stops them.
    await runAsAdmin(world.test, 'truncate app.rate_windows');
    all.push((await once(at)).status);
  }
  return all;
}

test('addresses of one IPv6 network are one place for guesses', async () => {
  const { email } = world.a.people.member;
  const got = await statuses(7, (at) => guess(inOneNetwork(at), email));
  assert.deepEqual(got, [422, 422, 422, 422, 422, 429, 429]);
});

test('control: networks are counted apart', async () => {
  const { email } = world.a.people.member;
  const got = await statuses(7, (at) => guess(inMany(at), email));
  assert.deepEqual(new Set(got), new Set([422]));
});

test('what a client says of itself behind the proxy’s word moves no place', async () => {
  const { email } = world.a.people.member;
  const got = await statuses(6, (at) => guess(`${inMany(at)}, 203.0.113.9`, email));
  assert.deepEqual(got, [422, 422, 422, 422, 422, 429]);
});

for (const [path, letterLimit] of [
  ['/sign-in/codes', 10],
  ['/sign-in/password-resets', 5],
] as const) {
  test(`${path}: ${letterLimit} letters an hour from one network, forty from everywhere`, async () => {
    const { email } = world.a.people.reviewer;
    const near = await statuses(letterLimit + 1, (at) => ask(path, inOneNetwork(at), email));
    assert.deepEqual([near.indexOf(429), letters.length], [letterLimit, letterLimit]);
    const far = await statuses(45, (at) => ask(path, inMany(at), email));
    assert.equal(far.at(-1), 429);
    assert.equal(letters.length, 40);
  });
}
