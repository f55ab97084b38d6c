import { assertStatus } from '#tests/support/client.ts';
import { newName, UNCHANGED } from '../kitchen.ts';
import type { Kitchen, Recipe, Recipes } from '../recipe.ts';
import { invite } from '../stage.ts';

const BASE = '/api/v1/workspaces/:workspaceId';

const newAddress = () => `${newName('guest').replace(' ', '')}@example.org`;

async function viewer({ stage, place }: Kitchen): Promise<string> {
  return (await stage.newMember(place, 'viewer')).userId;
}

const ofViewer = (body?: object, headers: Record<string, string> = {}): Recipe => ({
  about: 'word',
  prepare: async (kitchen) => ({
    params: { userId: await viewer(kitchen) },
    headers,
    ...(body && { body }),
  }),
});

// A member who joined by the stage's own invitation is called this.
const departureOf = ({ place }: Kitchen) => ({ heirId: place.people.owner.userId, confirm: 'Someone' });

const ofDeparture: Recipe = {
  about: 'word',
  async prepare(kitchen) {
    const { place } = kitchen;
    const path = `${place.path}/members/${await viewer(kitchen)}/departure`;
    const made = await place.as('owner').post(path, departureOf(kitchen));
    assertStatus(made, 201);
    return { params: { departureId: made.body.id } };
  },
};

const ofInvitation: Recipe = {
  about: 'word',
  async prepare({ stage, place }) {
    const { id } = await invite(stage, place, newAddress(), 'viewer');
    return { params: { invitationId: id } };
  },
};

export const memberRecipes: Recipes = {
  [`POST ${BASE}/members/query`]: { about: 'none', prepare: async () => ({ body: { limit: 10 } }) },
  [`PATCH ${BASE}/members/:userId`]: ofViewer({ role: 'member', assignedOnly: true }, UNCHANGED),
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
  [`GET ${BASE}/members/:userId/departure`]: { ...ofViewer(), repeatable: true },
  [`POST ${BASE}/members/:userId/departure`]: {
    about: 'word',
    async prepare(kitchen) {
      const userId = await viewer(kitchen);
      return { params: { userId }, body: departureOf(kitchen) };
    },
  },
  [`GET ${BASE}/departures`]: { about: 'none', prepare: async () => ({}) },
  [`GET ${BASE}/departures/:departureId`]: { ...ofDeparture, repeatable: true },
  [`GET ${BASE}/departures/:departureId/receipt.pdf`]: { ...ofDeparture, repeatable: true },
  [`GET ${BASE}/invitations`]: { about: 'none', prepare: async () => ({}) },
  [`POST ${BASE}/invitations`]: {
    about: 'none',
    prepare: async () => ({ body: { email: newAddress(), role: 'viewer' } }),
  },
  [`POST ${BASE}/invitations/:invitationId/deliveries`]: ofInvitation,
  [`DELETE ${BASE}/invitations/:invitationId`]: ofInvitation,
};
