import assert from 'node:assert/strict';
import { assertStatus, type Client, clientOf } from '#tests/support/client.ts';
import { forgetKits, kitToken } from '#tests/support/recovery-kit.ts';
import { newName } from '../kitchen.ts';
import type { Kitchen, Recipe, Recipes } from '../recipe.ts';
import { invite, lastTo, type Someone, type Stage } from '../stage.ts';

const plain: Recipe = { about: 'none', prepare: async () => ({}) };

/** Signed in as nobody in particular: what is done to this session hurts no one else. */
const asSomeone: Recipe = {
  about: 'none',
  prepare: async ({ stage }) => ({ as: await stage.someone() }),
};

async function freshCode(stage: Stage, { email }: Pick<Someone, 'email'>): Promise<string> {
  assertStatus(await stage.world.anonymous.post('/sign-in/codes', { email }), 200);
  const letter = lastTo(stage, email);
  assert.ok(letter.template === 'sign-in-code');
  return letter.code;
}

async function secondSession(stage: Stage, person: Someone): Promise<string> {
  const code = await freshCode(stage, person);
  const signIn = { email: person.email, code, privateDevice: false };
  assertStatus(await stage.world.anonymous.post('/sign-in', signIn), 200);
  const client: Client = clientOf(stage.world.test.url, person);
  const { items } = (await client.get('/sessions')).body;
  return items.find((session: { current: boolean }) => !session.current).id;
}

/** Leaves nothing of the kits before, and gives the token that opens a new one. */
async function unmadeKit({ world }: Stage): Promise<string> {
  await forgetKits(world.test);
  return kitToken(world.test);
}

async function invited({ stage, place }: Kitchen) {
  const person = await stage.someone();
  return { person, token: (await invite(stage, place, person.email, 'viewer')).token };
}

export const identityRecipes: Recipes = {
  'GET /api/v1/setup': plain,
  'POST /api/v1/setup': {
    about: 'none',
    prepare: async () => ({
      body: {
        token: 'a'.repeat(43),
        email: 'first@example.org',
        name: 'First',
        workspaceName: 'First',
        preset: 'knowledge',
      },
    }),
  },
  'POST /api/v1/setup/recovery-kit': {
    about: 'none',
    repeatable: true,
    prepare: async ({ stage }) => ({
      as: stage.world.b.people.owner,
      body: { token: await unmadeKit(stage) },
    }),
  },
  'POST /api/v1/setup/recovery-kit/confirmations': {
    about: 'none',
    async prepare({ stage }) {
      const token = await unmadeKit(stage);
      const as = stage.world.b.people.owner;
      const made = await clientOf(stage.world.test.url, as).post('/setup/recovery-kit', { token });
      assertStatus(made, 201);
      return { as, body: { token, word: made.body.word } };
    },
  },
  'POST /api/v1/sign-in/codes': {
    about: 'none',
    prepare: async () => ({ body: { email: `${newName('p').replace(' ', '')}@example.org` } }),
  },
  'POST /api/v1/sign-in': {
    about: 'none',
    async prepare({ stage }) {
      const person = await stage.someone();
      return { body: { email: person.email, code: await freshCode(stage, person), privateDevice: false } };
    },
  },
  'GET /api/v1/session': plain,
  'PATCH /api/v1/session/user': { about: 'none', prepare: async () => ({ body: { name: 'Renamed' } }) },
  'PUT /api/v1/session/theme': { about: 'none', prepare: async () => ({ body: { theme: 'dark' } }) },
  'POST /api/v1/workspaces': {
    about: 'none',
    // Whoever administers a workspace already.
    prepare: async ({ stage }) => ({
      as: stage.world.b.people.owner,
      body: { name: 'A second place', preset: 'legal' },
    }),
  },
  'GET /api/v1/sessions': plain,
  'DELETE /api/v1/sessions': asSomeone,
  'DELETE /api/v1/sessions/current': asSomeone,
  'DELETE /api/v1/sessions/:sessionId': {
    about: 'private',
    async prepare({ stage }) {
      const person = await stage.someone();
      return { as: person, params: { sessionId: await secondSession(stage, person) } };
    },
  },
  'POST /api/v1/invitations/lookup': {
    about: 'none',
    prepare: async (kitchen) => ({ body: { token: (await invited(kitchen)).token } }),
  },
  'POST /api/v1/invitations/acceptances': {
    about: 'none',
    async prepare(kitchen) {
      const { person, token } = await invited(kitchen);
      return { as: person, body: { token, name: 'Invited' } };
    },
  },
};
