import { withClient } from '#tests/support/admin.ts';
import { ADA_EXAMPLE, contactOf } from '../kitchen.ts';
import type { Kitchen, Prepared, Recipe, Recipes } from '../recipe.ts';

const BASE = '/api/v1/workspaces/:workspaceId/contacts';
const ONE = `${BASE}/:contactId`;

const asked = { from: 'person' };

/** One that is held already, past every wall. */
async function heldContact(kitchen: Kitchen): Promise<string> {
  const id = await contactOf(kitchen);
  await withClient(kitchen.stage.world.test.database.adminUrl, (admin) =>
    admin.query('update app.contacts set legal_hold = true where id = $1', [id]),
  );
  return id;
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
  [`POST ${BASE}`]: { about: 'none', repeatable: true, prepare: async () => ({ body: ADA_EXAMPLE }) },
  [`GET ${ONE}`]: ofContact(),
  [`PATCH ${ONE}`]: ofContact({ body: { name: 'Grace Example' }, headers: { 'if-match': '"v1"' } }),
  [`PUT ${ONE}/state`]: { ...ofContact({ body: { state: 'archived' } }), repeatable: true },
  [`POST ${ONE}/consents`]: {
    ...ofContact({ body: { purpose: 'newsletter', decision: 'given', how: 'By letter' } }),
    repeatable: true,
  },
  [`PUT ${ONE}/do-not-sell`]: { ...ofContact({ body: asked }), repeatable: true },
  [`DELETE ${ONE}/do-not-sell`]: ofContact(),
  [`PUT ${ONE}/legal-hold`]: ofContact({ body: { reason: 'A dispute' } }),
  [`POST ${ONE}/legal-hold/lifting`]: {
    about: 'case',
    phases: ['open'],
    prepare: async (kitchen) => ({
      params: { contactId: await heldContact(kitchen) },
      body: { reason: 'Settled' },
    }),
  },
  [`DELETE ${ONE}`]: ofContact(),
};
