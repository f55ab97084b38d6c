import { makeToken } from '#tests/support/api-tokens.ts';
import { newName } from '../kitchen.ts';
import type { Kitchen, Recipe, Recipes } from '../recipe.ts';

const BASE = '/api/v1/workspaces/:workspaceId';

const token = (body?: object): Recipe => ({
  about: 'word',
  async prepare({ place }: Kitchen) {
    const { token } = await makeToken(place, { name: newName('Script') }, place.as('owner'));
    return {
      params: { tokenId: token.id },
      ...(body && { body, headers: { 'if-match': `"v${token.version}"` } }),
    };
  },
});

const version = async ({ place }: Kitchen) => {
  const { body } = await place.as('owner').get(`${place.path}/address-rules`);
  return { 'if-match': `"v${body.version}"` };
};

const ranges = ['0.0.0.0/0', '::/0'];

export const securityRecipes: Recipes = {
  'POST /api/v1/token-leaks': { about: 'none', prepare: async () => ({ body: { tokens: ['cw_nothing'] } }) },
  [`GET ${BASE}/backups`]: { about: 'none', prepare: async () => ({}) },
  [`GET ${BASE}/address-rules`]: { about: 'none', prepare: async () => ({}) },
  [`POST ${BASE}/address-rules/query`]: { about: 'none', prepare: async () => ({ body: { ranges } }) },
  [`PUT ${BASE}/address-rules`]: {
    about: 'none',
    prepare: async (kitchen) => ({ body: { ranges }, headers: await version(kitchen) }),
  },
  [`GET ${BASE}/api-tokens`]: { about: 'none', prepare: async () => ({}) },
  [`POST ${BASE}/api-tokens`]: {
    about: 'none',
    prepare: async () => ({
      body: {
        name: newName('Script'),
        role: 'viewer',
        scopes: ['cases:read'],
        expiresInDays: 30,
        ranges: ['203.0.113.0/24'],
      },
    }),
  },
  [`PATCH ${BASE}/api-tokens/:tokenId`]: token({ name: 'Renamed', ranges: ['2001:db8::/32'] }),
  [`DELETE ${BASE}/api-tokens/:tokenId`]: token(),
};
