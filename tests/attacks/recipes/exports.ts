import { randomUUID } from 'node:crypto';
import { withClient } from '#tests/support/admin.ts';
import { idOf } from '../kitchen.ts';
import type { Kitchen, Recipe, Recipes } from '../recipe.ts';

const BASE = '/api/v1/workspaces/:workspaceId/exports';

function inDatabase({ stage }: Kitchen, sql: string, values: readonly unknown[]): Promise<void> {
  return withClient(stage.world.test.database.adminUrl, async (admin) => {
    await admin.query(sql, [...values]);
  });
}

/** An archive without files, as if a job had made it. */
async function doneExport(kitchen: Kitchen): Promise<string> {
  const id = randomUUID();
  const sql = `insert into app.exports (workspace_id, id, requested_by, state, size, done_at)
    values ($1, $2, $3, 'done', 22, now())`;
  await inDatabase(kitchen, sql, [kitchen.place.workspaceId, id, idOf(kitchen, kitchen.maker)]);
  return id;
}

const ofExport = (about: Recipe['about']): Recipe => ({
  about,
  prepare: async (kitchen) => ({ params: { exportId: await doneExport(kitchen) } }),
});

export const exportRecipes: Recipes = {
  [`GET ${BASE}`]: { about: 'none', prepare: async () => ({}) },
  [`POST ${BASE}`]: {
    about: 'none',
    async prepare(kitchen) {
      const sql = `update app.exports set state = 'failed' where workspace_id = $1 and state in ('queued', 'running')`;
      await inDatabase(kitchen, sql, [kitchen.place.workspaceId]);
      return {};
    },
  },
  [`GET ${BASE}/:exportId`]: { ...ofExport('private'), repeatable: true },
  [`GET ${BASE}/:exportId/archive`]: { ...ofExport('private'), repeatable: true },
  [`DELETE ${BASE}/:exportId`]: ofExport('word'),
};
