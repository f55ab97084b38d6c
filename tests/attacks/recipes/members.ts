import { assertStatus } from '#tests/support/client.ts';
import { newName } from '../kitchen.ts';
import type { Kitchen, Recipe, Recipes } from '../recipe.ts';
import { invite } from '../stage.ts';

const BASE = '/api/v1/workspaces/:workspaceId';

const newAddress = () => `${newName('guest').replace(' ', '')}@example.org`;

async function viewer({ stage, place }: Kitchen): Promise<string> {
  return (await stage.newMember(place, 'viewer')).userId;
}

const ofViewer = (body?: object): Recipe => ({
  about: 'word',
  prepare: async (kitchen) => ({ params: { userId: await viewer(kitchen) }, ...(body && { body }) }),
});

const ofInvitation: Recipe = {
  about: 'word',
  async prepare({ stage, place }) {
    const { id } = await invite(stage, place, newAddress(), 'viewer');
    return { params: { invitationId: id } };
  },
};

export const memberRecipes: Recipes = {
  [`POST ${BASE}/members/query`]: { about: 'none', prepare: async () => ({ body: { limit: 10 } }) },
  [`PATCH ${BASE}/members/:userId`]: ofViewer({ role: 'member', assignedOnly: true }),
  [`DELETE ${BASE}/members/:userId`]: ofViewer(),
  [`PUT ${BASE}/members/:userId/suspension`]: ofViewer({ reason: 'On leave' }),
  [`DELETE ${BASE}/members/:userId/suspension`]: {
    about: 'word',
    async prepare(kitchen) {
      const userId = await viewer(kitchen);
      const { place } = kitchen;
      assertStatus(await place.as('owner').put(`${place.path}/members/${userId}/suspension`, {}), 200);
      return { params: { userId } };
    },
  },
  [`GET ${BASE}/invitations`]: { about: 'none', prepare: async () => ({}) },
  [`POST ${BASE}/invitations`]: {
    about: 'none',
    prepare: async () => ({ body: { email: newAddress(), role: 'viewer' } }),
  },
  [`POST ${BASE}/invitations/:invitationId/deliveries`]: ofInvitation,
  [`DELETE ${BASE}/invitations/:invitationId`]: ofInvitation,
};
