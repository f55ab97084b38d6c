import { withClient } from '#tests/support/admin.ts';
import { caseOf } from '../kitchen.ts';
import type { Kitchen, Recipes } from '../recipe.ts';

const BASE = '/api/v1/workspaces/:workspaceId';
const HOLD = `${BASE}/cases/:caseId/legal-hold`;

/** Long enough ago that nothing of the stage is due. */
const rules = [{ class: 'cases', caseType: null, days: 3_650 }];

/** One that is held already, past every wall. */
async function heldCase(kitchen: Kitchen): Promise<string> {
  const { id } = await caseOf(kitchen);
  await withClient(kitchen.stage.world.test.database.adminUrl, (admin) =>
    admin.query('update app.cases set legal_hold = true where id = $1', [id]),
  );
  return id;
}

export const retentionRecipes: Recipes = {
  [`GET ${BASE}/retention`]: { about: 'none', prepare: async () => ({}) },
  [`POST ${BASE}/retention/what-if`]: { about: 'none', prepare: async () => ({ body: { rules } }) },
  [`PUT ${BASE}/retention`]: { about: 'none', prepare: async () => ({ body: { rules, previewed: 0 } }) },
  [`PUT ${HOLD}`]: {
    about: 'case',
    prepare: async (kitchen) => ({
      params: { caseId: (await caseOf(kitchen)).id },
      body: { reason: 'A dispute' },
    }),
  },
  [`POST ${HOLD}/lifting`]: {
    about: 'case',
    prepare: async (kitchen) => ({
      params: { caseId: await heldCase(kitchen) },
      body: { reason: 'Settled' },
    }),
  },
};
