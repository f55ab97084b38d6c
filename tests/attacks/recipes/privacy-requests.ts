import { askByForm } from '#server/features/privacy-requests/take-request.ts';
import type { Letter } from '#server/security/mail-queue.ts';
import { assertStatus } from '#tests/support/client.ts';
import type { Kitchen, Recipe, Recipes } from '../recipe.ts';

const BASE = '/api/v1/workspaces/:workspaceId/privacy-requests';

const asked = {
  law: 'gdpr',
  kind: 'access',
  name: 'Ada Example',
  email: 'ada@example.org',
  details: '',
} as const;

async function entered({ place }: Kitchen): Promise<string> {
  const made = await place.as('owner').post(`${place.path}/privacy-requests`, asked);
  assertStatus(made, 201);
  return made.body.id;
}

/** The token of a letter, as whoever asked would have it. */
async function mailedToken({ stage, place }: Kitchen): Promise<string> {
  const letters: Letter[] = [];
  const mail = { queue: async (letter: Letter) => void letters.push(letter) };
  const form = { ...asked, workspaceId: place.workspaceId, website: '' };
  await askByForm({ ...stage.world.test.app.services, mail }, form);
  const [letter] = letters;
  return letter !== undefined && 'token' in letter ? letter.token : '';
}

/** A member of the stage asks, and was recognised. */
const ofMember = (kind: 'access' | 'deletion'): Recipe => ({
  about: 'word',
  ...(kind === 'access' && { repeatable: true }),
  async prepare({ stage, place }) {
    const { email } = await stage.newMember(place, 'viewer');
    const owner = place.as('owner');
    const made = await owner.post(`${place.path}/privacy-requests`, { ...asked, kind, email });
    assertStatus(made, 201);
    const steps = `${place.path}/privacy-requests/${made.body.id}/steps`;
    assertStatus(await owner.post(steps, { step: 'identity', how: 'By a passport' }), 200);
    return {
      params: { requestId: made.body.id },
      ...(kind === 'deletion' && { body: { confirm: email } }),
    };
  },
});

const ofRequest = (body?: object): Recipe => ({
  about: 'word',
  prepare: async (kitchen) => ({ params: { requestId: await entered(kitchen) }, ...(body && { body }) }),
});

export const privacyRequestRecipes: Recipes = {
  'POST /api/v1/privacy-requests': {
    about: 'none',
    repeatable: true,
    prepare: async ({ place }) => ({ body: { ...asked, workspaceId: place.workspaceId } }),
  },
  'POST /api/v1/privacy-requests/confirmations': {
    about: 'none',
    repeatable: true,
    prepare: async (kitchen) => ({
      body: { workspaceId: kitchen.place.workspaceId, token: await mailedToken(kitchen) },
    }),
  },
  [`GET ${BASE}`]: { about: 'none', prepare: async () => ({}) },
  [`POST ${BASE}`]: { about: 'none', repeatable: true, prepare: async () => ({ body: asked }) },
  [`POST ${BASE}/:requestId/steps`]: ofRequest({ step: 'identity', how: 'By a passport' }),
  [`POST ${BASE}/:requestId/copy`]: ofMember('access'),
  [`POST ${BASE}/:requestId/erasure`]: ofMember('deletion'),
  [`GET ${BASE}/:requestId/record`]: {
    about: 'word',
    repeatable: true,
    async prepare(kitchen) {
      const requestId = await entered(kitchen);
      const { place } = kitchen;
      const body = { step: 'refuse', reason: 'Not ours' };
      const done = await place.as('owner').post(`${place.path}/privacy-requests/${requestId}/steps`, body);
      assertStatus(done, 200);
      return { params: { requestId } };
    },
  },
};
