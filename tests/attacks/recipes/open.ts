import { makeProbeWorlds } from '#server/features/probe-worlds/index.ts';
import type { Kitchen, Prepared, Recipe, Recipes } from '../recipe.ts';

const plain: Recipe = { about: 'none', prepare: async () => ({}) };

const operator = ({ stage }: Kitchen) => stage.operator;

async function probeWorld({ stage }: Kitchen): Promise<Prepared> {
  const { id } = await makeProbeWorlds(stage.world.test.app.services);
  return { as: stage.operator, params: { worldId: id } };
}

/** Health, the trust page and what an operator's token opens. */
export const openRecipes: Recipes = {
  'GET /api/health': plain,
  'GET /api/health/live': plain,
  'GET /api/v1/trust': plain,
  'POST /api/v1/proof-runs': {
    about: 'none',
    prepare: async (kitchen) => ({ as: operator(kitchen), body: { build: 'a build', claims: [] } }),
  },
  'POST /api/v1/probe-worlds': {
    about: 'none',
    prepare: async (kitchen) => ({ as: operator(kitchen) }),
  },
  'GET /api/v1/probe-worlds/:worldId/mails': { about: 'word', prepare: probeWorld },
  'DELETE /api/v1/probe-worlds/:worldId': { about: 'word', prepare: probeWorld },
};
