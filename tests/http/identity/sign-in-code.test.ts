import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CODE_ALPHABET, newSignInCode } from '#server/features/identity/sign-in-code.ts';
import type { Letter } from '#server/security/mail-queue.ts';
import { withClient } from '#tests/support/admin.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
const letters: Letter[] = [];
before(async () => {
  world = await startTestWorld({
    rewire: (app) =>
      void Object.assign(app.services, {
        mail: { queue: async (letter: Letter) => void letters.push(letter) },
      }),
  });
});
after(() => world.close());

async function codeFor(email: string): Promise<string> {
  assertStatus(await world.anonymous.post('/sign-in/codes', { email }), 200);
  const letter = letters.findLast((sent) => sent.to === email);
  assert.ok(letter && 'code' in letter);
  return letter.code;
}

const enter = (email: string, code: string) =>
  world.anonymous.post('/sign-in', { email, code, privateDevice: false });

function agePast(interval: string): Promise<void> {
  return withClient(world.test.database.ownerUrl, async (client) => {
    await client.query(
      'update app.sign_in_codes set created_at = created_at - $1::interval, expires_at = expires_at - $1::interval',
      [interval],
    );
  });
}

test('a code has twelve letters and digits, without look-alikes', () => {
  for (let i = 0; i < 500; i += 1) assert.match(newSignInCode(), /^[A-Z0-9]{12}$/);
  assert.equal(CODE_ALPHABET, [...new Set(CODE_ALPHABET)].join(''));
  assert.doesNotMatch(CODE_ALPHABET, /[0O1IL2Z5S8B]/);
});

test('a code is refused three minutes after it was issued', async () => {
  const { email } = world.a.people.member;
  const young = await codeFor(email);
  await agePast('2 minutes 50 seconds');
  assertStatus(await enter(email, young), 200);
  const old = await codeFor(email);
  await agePast('3 minutes');
  assertStatus(await enter(email, old), 422);
});

test('more guesses at once than are allowed kill the code, even with the right one among them', async () => {
  const { email } = world.a.people.reviewer;
  const code = await codeFor(email);
  const guesses = await Promise.all(Array.from({ length: 8 }, () => enter(email, 'AAAAAAAAAAAA')));
  assert.ok(guesses.every((guess) => guess.status === 422 || guess.status === 429));
  assert.ok((await enter(email, code)).status >= 400);
});

test('an address without an account is answered like one with it', async () => {
  const known = await world.anonymous.post('/sign-in/codes', { email: world.a.people.viewer.email });
  const unknown = await world.anonymous.post('/sign-in/codes', { email: 'nobody@example.test' });
  assert.deepEqual([known.status, known.text], [unknown.status, unknown.text]);
  const [a, b] = [
    await enter(world.a.people.viewer.email, 'AAAAAAAAAAAA'),
    await enter('nobody@example.test', 'AAAAAAAAAAAA'),
  ];
  assert.deepEqual([a.status, a.text], [b.status, b.text]);
});
