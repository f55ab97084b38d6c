import { randomUUID } from 'node:crypto';
import { withClient } from '#tests/support/admin.ts';
import type { Kitchen, Recipes } from '../recipe.ts';
import type { Someone } from '../stage.ts';

const ACCOUNT = '/api/v1/account';

/** Past every wall and trigger: what a workspace or a certificate looks like before the call. */
function inDatabase<T>({ stage }: Kitchen, sql: string, values: readonly unknown[]): Promise<T[]> {
  return withClient(stage.world.test.database.adminUrl, async (admin) => {
    await admin.query('set session_replication_role = replica');
    return (await admin.query(sql, [...values])).rows;
  });
}

/** A workspace that somebody, its owner, has given up. */
async function givenUp(kitchen: Kitchen): Promise<{ as: Someone; workspaceId: string }> {
  const as = await kitchen.stage.someone();
  const [made] = await inDatabase<{ workspace_id: string }>(
    kitchen,
    `with mine as (update app.memberships set role = 'owner' where user_id = $1 returning workspace_id)
     update app.workspaces w set state = 'scheduled_for_deletion', deletion_at = now() + interval '1 day' from mine
     where w.id = mine.workspace_id returning w.id as workspace_id`,
    [as.userId],
  );
  if (made === undefined) throw new Error('somebody belongs nowhere');
  return { as, workspaceId: made.workspace_id };
}

export const erasureRecipes: Recipes = {
  'GET /api/v1/workspaces/:workspaceId/deletion': { about: 'none', prepare: async () => ({}) },
  'POST /api/v1/workspaces/:workspaceId/deletion': {
    about: 'none',
    async prepare(kitchen) {
      const { place } = kitchen;
      // What others put under a legal hold would keep the workspace.
      for (const table of ['cases', 'contacts'])
        await inDatabase(kitchen, `update app.${table} set legal_hold = false where workspace_id = $1`, [
          place.workspaceId,
        ]);
      const { name } = (await place.as('owner').get(place.path)).body;
      return { body: { confirm: name } };
    },
  },
  [`GET ${ACCOUNT}/deletions`]: { about: 'none', prepare: async () => ({}) },
  [`DELETE ${ACCOUNT}/deletions/:workspaceId`]: {
    about: 'none',
    async prepare(kitchen) {
      const { as, workspaceId } = await givenUp(kitchen);
      return { as, params: { workspaceId } };
    },
  },
  [`POST ${ACCOUNT}/data`]: { about: 'none', prepare: async () => ({}) },
  [`POST ${ACCOUNT}/erasure`]: {
    about: 'none',
    async prepare(kitchen) {
      const as = await kitchen.stage.someone();
      // A last owner stays.
      await inDatabase(kitchen, `update app.memberships set role = 'member' where user_id = $1`, [as.userId]);
      return { as, body: { confirm: as.email } };
    },
  },
  'GET /api/v1/erasures/:erasureId': {
    about: 'none',
    async prepare(kitchen) {
      const erasureId = randomUUID();
      const sql = `insert into app.erasures (id, kind, subject_id, certificate, digest)
        values ($1, 'person', $1, '{}', sha256('{}'))`;
      await inDatabase(kitchen, sql, [erasureId]);
      return { params: { erasureId } };
    },
  },
};
