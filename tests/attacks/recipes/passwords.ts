import assert from 'node:assert/strict';
import { credentialsOf, GOOD_PASSWORD } from '#tests/support/accounts.ts';
import { assertStatus, clientOf } from '#tests/support/client.ts';
import { newName } from '../kitchen.ts';
import type { Kitchen, Recipe, Recipes } from '../recipe.ts';
import { lastTo, type Someone, type Stage } from '../stage.ts';

const newAddress = () => `${newName('p').replace(' ', '')}@example.org`;

async function withPassword(stage: Stage): Promise<Someone> {
  const person = await stage.someone();
  const client = clientOf(stage.world.test.url, person);
  const reply = await client.put('/account/password', { password: GOOD_PASSWORD });
  assertStatus(reply, 200);
  return { ...person, ...credentialsOf(reply) };
}

async function resetToken({ stage }: Kitchen): Promise<string> {
  const { email } = await stage.someone();
  assertStatus(await stage.world.anonymous.post('/sign-in/password-resets', { email }), 200);
  const letter = lastTo(stage, email);
  assert.ok(letter.template === 'password-reset');
  return letter.token;
}

const asSomeone = (body: () => Record<string, unknown>): Recipe => ({
  about: 'none',
  prepare: async ({ stage }) => ({ as: await stage.someone(), body: body() }),
});

export const passwordRecipes: Recipes = {
  'POST /api/v1/sign-in/password': {
    about: 'none',
    async prepare({ stage }) {
      const { email } = await withPassword(stage);
      return { body: { email, password: GOOD_PASSWORD, privateDevice: false } };
    },
  },
  'PUT /api/v1/sign-in/new-password': {
    about: 'none',
    async prepare({ stage }) {
      const person = await stage.someone();
      await stage.waitsForPassword(person);
      return { as: person, body: { password: GOOD_PASSWORD } };
    },
  },
  'GET /api/v1/account/password': { about: 'none', prepare: async () => ({}) },
  'PUT /api/v1/account/password': asSomeone(() => ({ password: GOOD_PASSWORD })),
  'DELETE /api/v1/account/password': {
    about: 'none',
    prepare: async ({ stage }) => ({ as: await withPassword(stage) }),
  },
  'POST /api/v1/sign-in/password-resets': {
    about: 'none',
    prepare: async () => ({ body: { email: newAddress() } }),
  },
  'POST /api/v1/sign-in/password-resets/redemptions': {
    about: 'none',
    prepare: async (kitchen) => ({ body: { token: await resetToken(kitchen), password: GOOD_PASSWORD } }),
  },
  'POST /api/v1/account/email-changes': asSomeone(() => ({ email: newAddress() })),
  'PUT /api/v1/account/email': {
    about: 'none',
    async prepare({ stage }) {
      const person = await stage.someone();
      const email = newAddress();
      const client = clientOf(stage.world.test.url, person);
      assertStatus(await client.post('/account/email-changes', { email }), 200);
      const letter = lastTo(stage, email);
      assert.ok(letter.template === 'email-code');
      return { as: person, body: { code: letter.code } };
    },
  },
};
