import { assertStatus } from '#tests/support/client.ts';
import type { Kitchen, Recipe, Recipes } from '../recipe.ts';

const BASE = '/api/v1/workspaces/:workspaceId/agreement';

/** What accepting takes: the digest of the text as it stands. */
async function accepting({ place }: Kitchen) {
  const { body } = await place.as('owner').get(`${place.path}/agreement`);
  return { digest: body.text.digest, organisation: 'Example Ltd', name: 'Ada Example', role: 'Director' };
}

const ofAcceptance: Recipe = {
  about: 'word',
  repeatable: true,
  async prepare(kitchen) {
    const { place } = kitchen;
    const made = await place
      .as('owner')
      .post(`${place.path}/agreement/acceptances`, await accepting(kitchen));
    assertStatus(made, 201);
    return { params: { acceptanceId: made.body.id } };
  },
};

export const agreementRecipes: Recipes = {
  [`GET ${BASE}`]: { about: 'none', prepare: async () => ({}) },
  [`GET ${BASE}/agreement.pdf`]: { about: 'none', prepare: async () => ({}) },
  [`POST ${BASE}/acceptances`]: {
    about: 'none',
    prepare: async (kitchen) => ({ body: await accepting(kitchen) }),
  },
  [`GET ${BASE}/acceptances/:acceptanceId`]: ofAcceptance,
  [`GET ${BASE}/acceptances/:acceptanceId/agreement.pdf`]: ofAcceptance,
};
