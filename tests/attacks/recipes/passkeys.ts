import { clientOf } from '#tests/support/client.ts';
import { ceremonyAt, givePasskey, signInChallenge } from '#tests/support/passkeys.ts';
import { softwarePasskey } from '#tests/support/software-passkey.ts';
import type { Recipe, Recipes } from '../recipe.ts';

const plain: Recipe = { about: 'none', prepare: async () => ({}) };
const asSomeone: Recipe = {
  about: 'none',
  prepare: async ({ stage }) => ({ as: await stage.someone() }),
};

const withPasskey = (body?: Record<string, unknown>): Recipe => ({
  about: 'private',
  async prepare({ stage }) {
    const person = await stage.someone();
    const { passkey } = await givePasskey(stage.world.test, person);
    return { as: person, params: { passkeyId: passkey.id }, ...(body !== undefined && { body }) };
  },
});

export const passkeyRecipes: Recipes = {
  'POST /api/v1/sign-in/passkey-challenges': plain,
  'POST /api/v1/sign-in/passkey': {
    about: 'none',
    async prepare({ stage }) {
      const { test } = stage.world;
      const { device, userHandle } = await givePasskey(test, await stage.someone());
      const ceremony = { ...ceremonyAt(test, await signInChallenge(test)), userHandle };
      return { body: { credential: device.use(ceremony), privateDevice: false } };
    },
  },
  'POST /api/v1/session/passkey-challenges': plain,
  'GET /api/v1/account/passkeys': plain,
  'POST /api/v1/account/passkeys/challenges': asSomeone,
  'POST /api/v1/account/passkeys': {
    about: 'none',
    async prepare({ stage }) {
      const { test } = stage.world;
      const person = await stage.someone();
      const { challenge } = (await clientOf(test.url, person).post('/account/passkeys/challenges')).body;
      const credential = softwarePasskey().create(ceremonyAt(test, challenge));
      return { as: person, body: { name: 'Laptop', credential } };
    },
  },
  'PATCH /api/v1/account/passkeys/:passkeyId': withPasskey({ name: 'Phone' }),
  'DELETE /api/v1/account/passkeys/:passkeyId': withPasskey(),
};
