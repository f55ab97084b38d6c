import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertStatus } from '#tests/support/client.ts';
import {
  enrolTotp,
  inDatabase,
  type LetterWorld,
  lettersAfter,
  signInByCode,
  startLetterWorld,
} from '#tests/support/factors.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const NEWER_FIREFOX = FIREFOX.replaceAll('140.0', '141.0');
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

let world: LetterWorld;
before(async () => {
  world = await startLetterWorld();
});
after(() => world.close());

/** What a sign-in by such a browser brings beside its code. */
async function told(email: string, agent: string): Promise<string[]> {
  const signIn = () => signInByCode(world, email, { 'user-agent': agent });
  const letters = await lettersAfter(world, email, signIn);
  return letters.map(({ template }) => template).filter((template) => template !== 'sign-in-code');
}

test('a sign-in from a new device is told by mail, one from a known device is not', async () => {
  const { email } = world.a.people.member;
  assert.deepEqual(await told(email, FIREFOX), ['new-device']);
  assert.deepEqual(await told(email, CHROME), ['new-device']);
  assert.deepEqual(await told(email, NEWER_FIREFOX), []);
  assert.deepEqual(await told(email, CHROME), []);
});

test('nothing is told before the sign-in is whole, and a half one makes no device known', async () => {
  const { email } = world.a.people.reviewer;
  const { app } = await enrolTotp(world.a.as('reviewer'));
  assert.deepEqual(await told(email, FIREFOX), []);
  const { client } = await signInByCode(world, email, { 'user-agent': FIREFOX });
  const letters = await lettersAfter(world, email, async () => {
    const answer = { method: 'totp', code: app.next() };
    assertStatus(await client.post('/sign-in/second-factor', answer, { 'user-agent': FIREFOX }), 200);
  });
  assert.deepEqual(
    letters.map((letter) => letter.template),
    ['new-device'],
  );
  const [letter] = letters;
  assert.ok(letter?.template === 'new-device');
  assert.match(letter.device, /^Firefox 140, Linux/);
});

test('the very first sign-in is compared with nothing', async () => {
  const { email, userId } = world.a.people.viewer;
  await inDatabase(world.test, 'delete from app.sessions where user_id = $1', [userId]);
  assert.deepEqual(await told(email, FIREFOX), []);
});
