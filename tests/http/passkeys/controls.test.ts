import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editFunction } from '#tests/proofs/edit-function.ts';
import { assertStatus, clientOf } from '#tests/support/client.ts';
import { credentialsOf } from '#tests/support/factors.ts';
import {
  ceremonyAt,
  givePasskey,
  type KeptPasskey,
  signInByKey,
  signInChallenge,
} from '#tests/support/passkeys.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

type Forgery = (world: TestWorld, key: KeptPasskey) => Promise<number>;

const answer = ({ test }: TestWorld, { device, userHandle }: KeptPasskey, challenge: string) =>
  device.use({ ...ceremonyAt(test, challenge), userHandle, counter: 0 });

/** What is refused elsewhere is tried in a twin that lacks the one wall: it must get through there. */
const WALLS: Readonly<Record<string, { wall: ReturnType<typeof editFunction>; forgery: Forgery }>> = {
  'a challenge that is not used up answers twice': {
    wall: editFunction('app.take_factor_challenge', ['c.used_at is null', 'true']),
    async forgery(world, key) {
      const credential = answer(world, key, await signInChallenge(world.test));
      const present = () => world.anonymous.post('/sign-in/passkey', { credential, privateDevice: false });
      assertStatus(await present(), 200);
      return (await present()).status;
    },
  },
  'a challenge that belongs to no session is answered in another': {
    wall: editFunction('app.take_factor_challenge', [
      'c.session_id is not distinct from p_session',
      '(c.session_id is null or p_session is not null)',
    ]),
    async forgery(world, key) {
      const opened = await signInByKey(world.test, key, (right) => ({ ...right, counter: 0 }));
      assertStatus(opened, 200);
      const asked = await world.a.as('member').post('/session/passkey-challenges');
      const credential = answer(world, key, asked.body.challenge);
      const other = clientOf(world.test.url, credentialsOf(opened));
      return (await other.post('/session/factor', { method: 'passkey', credential })).status;
    },
  },
  'a counter nobody compares lets a copy in': {
    wall: editFunction('app.use_passkey', ['p_counter > k.counter', 'true']),
    async forgery(world, key) {
      const at = (counter: number) => signInByKey(world.test, key, (right) => ({ ...right, counter }));
      assertStatus(await at(10), 200);
      return (await at(9)).status;
    },
  },
};

for (const [name, { wall, forgery }] of Object.entries(WALLS)) {
  test(`control: ${name}`, async () => {
    const whole = await startTestWorld();
    const broken = await startTestWorld({ prepare: wall });
    try {
      assert.equal(await tryIn(whole, forgery), 422);
      assert.ok((await tryIn(broken, forgery)) < 300);
    } finally {
      await whole.close();
      await broken.close();
    }
  });
}

async function tryIn(world: TestWorld, forgery: Forgery): Promise<number> {
  return forgery(world, await givePasskey(world.test, world.a.people.member));
}
