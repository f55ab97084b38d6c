import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '#server/features/routes.ts';
import { nameOf } from '#tests/attacks/recipes/index.ts';
import { openStage } from '#tests/attacks/stage.ts';
import { asOwner } from '#tests/proofs/edit-function.ts';
import { sabotages } from '#tests/proofs/sabotages/index.ts';
import { withClient } from '#tests/support/admin.ts';
import type { TestAppOptions } from '#tests/support/app.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { openMatrix } from './matrix.ts';

const BASE = '/api/v1/workspaces/:workspaceId';

/** What the matrix says of one route of a twin whose wall is down. */
async function wrongWith(options: TestAppOptions, name: string): Promise<string> {
  const stage = await openStage(options);
  const matrix = await openMatrix(stage);
  try {
    const route = routes.find((candidate) => nameOf(candidate) === name);
    assert.ok(route, name);
    const { policies } = (await stage.world.a.as('owner').get(stage.world.a.path)).body;
    return (await matrix.tryRoute(route, policies)).join('\n');
  } finally {
    await matrix.close();
    await stage.close();
  }
}

test('control: with every role an owner the matrix goes red', async () => {
  const wrong = await wrongWith(sabotages['everyone-is-owner'], `GET ${BASE}/invitations`);
  for (const role of ['viewer', 'member', 'reviewer', 'manager'])
    assert.match(wrong, new RegExp(`${role}, another's, open: 200 for 403`));
});

test('control: with drafts in everyone’s sight the matrix goes red', async () => {
  const inSight = asOwner(
    'create policy twin on app.cases to caseward_app using (workspace_id = (select app.tenant()))',
  );
  const wrong = await wrongWith({ prepare: inSight }, `GET ${BASE}/cases/:caseId`);
  assert.match(wrong, /viewer, another's, draft: 200 for 404/);
  assert.match(wrong, /reviewer, another's, restricted: 200 for 404/);
});

test('control: with members who stay after their removal the matrix goes red', async () => {
  const wrong = await wrongWith(sabotages['removed-members-stay'], `GET ${BASE}`);
  assert.match(wrong, /removed: 200 for 404/);
  assert.match(wrong, /suspended: 200 for 404/);
});

test('control: with half a sign-in taken for a whole one the matrix goes red', async () => {
  const half = asOwner(`
    create or replace function app.require_full_session(p_session uuid) returns uuid
      language sql volatile security definer set search_path = pg_catalog, pg_temp
      as $$ select (app.use_session(p_session)).user_id $$`);
  assert.match(await wrongWith({ prepare: half }, 'POST /api/v1/workspaces'), /halfSignedIn: 403 for 401/);
});

test('control: with a refusal that writes first the matrix goes red', async () => {
  let database: TestDatabase | undefined;
  const options: TestAppOptions = {
    prepare: async (made) => {
      database = made;
    },
    rewire: ({ http }) => {
      http.addHook('onSend', async (_request, { statusCode }) => {
        if (statusCode !== 403 || database === undefined) return;
        await withClient(database.adminUrl, async (admin) => {
          await admin.query('update app.tags set sealed_name = sealed_name');
        });
      });
    },
  };
  assert.match(await wrongWith(options, `POST ${BASE}/tags`), /refused calls changed tags/);
});

test('control: with a door that knows which cases there are the matrix goes red', async () => {
  let database: TestDatabase | undefined;
  const options: TestAppOptions = {
    prepare: async (made) => {
      database = made;
    },
    rewire: ({ http }) => {
      http.addHook('onSend', async ({ url }, { statusCode }, payload) => {
        const [id] = /(?<=\/cases\/)[0-9a-f-]{36}/.exec(url) ?? [];
        if (statusCode !== 404 || id === undefined || database === undefined) return payload;
        const there = await withClient(
          database.adminUrl,
          async (admin) => (await admin.query('select from app.cases where id = $1', [id])).rowCount,
        );
        return there ? '{"code":"not_found","message":"You may not see this."}' : payload;
      });
    },
  };
  assert.match(await wrongWith(options, `GET ${BASE}/cases/:caseId`), /is told from a foreign one/);
});
