import { randomUUID } from 'node:crypto';
import { nameContext } from '#server/features/case-imports/case-import.store.ts';
import { withClient } from '#tests/support/admin.ts';
import { idOf } from '../kitchen.ts';
import type { Kitchen, Recipe, Recipes } from '../recipe.ts';

const BASE = '/api/v1/workspaces/:workspaceId/case-imports';
const ONE = `${BASE}/:importId`;
const FILE = Buffer.from('Title,Text\nPump stopped,It did\n');
const PLAN = {
  encoding: 'utf-8',
  delimiter: ',',
  header: true,
  dateFormat: 'yyyy-mm-dd',
  type: 'note',
  state: null,
  columns: ['title', 'body'],
};

/** An import of the maker's in this state, its file sent where it has one. */
async function importOf(kitchen: Kitchen, state: string): Promise<string> {
  const { place, stage, maker } = kitchen;
  const { database, app } = stage.world.test;
  const { workspaceId } = place;
  const id = randomUUID();
  const start = 0;
  const [name, part] = await app.services.keys.retrying(workspaceId, async (scope) => [
    scope.seal<string>(nameContext(id), 'cases.csv'),
    scope.seal(
      { table: 'case_import_parts', row: `${id}/${start}`, use: 'bytes' },
      { bytes: FILE.toString('base64') },
    ),
  ]);
  await withClient(database.adminUrl, async (admin) => {
    const sent = state === 'receiving' ? 0 : FILE.length;
    await admin.query(
      `insert into app.case_imports (workspace_id, id, made_by, state, sealed_name, plan, size, received, row_count, made)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9)`,
      [workspaceId, id, idOf(kitchen, maker), state, name, PLAN, FILE.length, sent, state === 'done' ? 1 : 0],
    );
    if (sent > 0)
      await admin.query(
        'insert into app.case_import_parts (workspace_id, import_id, start, sealed_bytes) values ($1, $2, $3, $4)',
        [workspaceId, id, start, part],
      );
  });
  return id;
}

const ofImport = (state: string, more: object = {}): Recipe => ({
  about: 'private',
  prepare: async (kitchen) => ({ params: { importId: await importOf(kitchen, state) }, ...more }),
});

export const caseImportRecipes: Recipes = {
  [`GET ${BASE}`]: { about: 'none', prepare: async () => ({}) },
  [`POST ${BASE}`]: {
    about: 'none',
    async prepare({ stage }) {
      // Ten may wait: those of other calls are out of the way.
      await withClient(stage.world.test.database.adminUrl, async (admin) => {
        await admin.query(
          `update app.case_imports set state = 'done' where state in ('receiving', 'received')`,
        );
      });
      return { body: { name: 'cases.csv', size: FILE.length } };
    },
  },
  [`PATCH ${ONE}/file`]: ofImport('receiving', { bytes: FILE, headers: { 'upload-offset': '0' } }),
  [`GET ${ONE}`]: { ...ofImport('received'), repeatable: true },
  [`POST ${ONE}/columns/query`]: {
    ...ofImport('received', { body: { delimiter: 'comma' } }),
    repeatable: true,
  },
  [`PUT ${ONE}/plan`]: { ...ofImport('received', { body: PLAN }), repeatable: true },
  [`POST ${ONE}/check`]: { ...ofImport('received'), repeatable: true },
  [`POST ${ONE}/run`]: ofImport('received'),
  [`DELETE ${ONE}/run`]: ofImport('queued'),
  [`POST ${ONE}/undoing`]: ofImport('done'),
  [`GET ${ONE}/refused`]: { ...ofImport('received'), repeatable: true },
  [`DELETE ${ONE}`]: ofImport('received'),
};
