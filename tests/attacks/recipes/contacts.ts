import { assertStatus } from '#tests/support/client.ts';
import type { Kitchen, Prepared, Recipe, Recipes } from '../recipe.ts';

const BASE = '/api/v1/workspaces/:workspaceId/contacts';
const ONE = `${BASE}/:contactId`;

const written = { name: 'Ada Example', emails: ['ada@example.org'], source: 'person' };
const asked = { from: 'person' };

async function contactOf({ place, maker }: Kitchen): Promise<string> {
  const made = await place.as(maker).post(`${place.path}/contacts`, written);
  assertStatus(made, 201);
  return made.body.id;
}

/** Contacts have no phases: one that is open is all there is. */
const ofContact = (more: Omit<Prepared, 'params'> = {}): Recipe => ({
  about: 'case',
  phases: ['open'],
  prepare: async (kitchen) => ({ params: { contactId: await contactOf(kitchen) }, ...more }),
});

export const contactRecipes: Recipes = {
  [`POST ${BASE}/query`]: {
    about: 'none',
    async prepare(kitchen) {
      await contactOf({ ...kitchen, maker: 'member' });
      return { body: { limit: 1, search: 'Ada' } };
    },
  },
  [`POST ${BASE}`]: { about: 'none', repeatable: true, prepare: async () => ({ body: written }) },
  [`GET ${ONE}`]: ofContact(),
  [`PATCH ${ONE}`]: ofContact({ body: { name: 'Grace Example' }, headers: { 'if-match': '"v1"' } }),
  [`PUT ${ONE}/state`]: { ...ofContact({ body: { state: 'archived' } }), repeatable: true },
  [`POST ${ONE}/consents`]: {
    ...ofContact({ body: { purpose: 'newsletter', decision: 'given', how: 'By letter' } }),
    repeatable: true,
  },
  [`PUT ${ONE}/do-not-sell`]: { ...ofContact({ body: asked }), repeatable: true },
  [`DELETE ${ONE}/do-not-sell`]: ofContact(),
  [`DELETE ${ONE}`]: ofContact(),
};
