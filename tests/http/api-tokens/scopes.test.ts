import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { routes } from '#server/features/routes.ts';
import { inWorkspace, type Route } from '#server/http/route.ts';
import { nameOf } from '#tests/attacks/recipes/index.ts';
import { openStage, type Stage } from '#tests/attacks/stage.ts';
import { asOwner } from '#tests/proofs/edit-function.ts';
import { sabotages } from '#tests/proofs/sabotages/index.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { openScopeTrial, type ScopeTrial } from './scope-trial.ts';

const BASE = '/api/v1/workspaces/:workspaceId';
const withoutScopes = asOwner('alter table app.api_tokens drop constraint api_tokens_scopes_check');

let stage: Stage;
let trial: ScopeTrial;
before(async () => {
  stage = await openStage({ prepare: withoutScopes });
  trial = openScopeTrial(stage);
});
after(() => stage.close());

test('every route was tried with no scope that fits, with its own, and with all others', async (context) => {
  const wrong: string[] = [];
  for (const route of routes) wrong.push(...(await trial.tryRoute(route)));
  assert.deepEqual(wrong, []);
  context.diagnostic(`${trial.tried} combinations of route and scopes, ${routes.length} routes`);
  assert.ok(trial.tried > 2 * routes.length, `only ${trial.tried}`);
});

function routeOf(name: string): Route {
  const route = routes.find((candidate) => nameOf(candidate) === name);
  assert.ok(route, name);
  return route;
}

test('control: a route that asks for another action than it declares is found', async () => {
  const route = { ...routeOf(`POST ${BASE}/cases/query`), access: inWorkspace('audit.read') };
  const wrong = (await trial.tryRoute(route)).join('\n');
  assert.match(wrong, /with audit:read: 403/);
  assert.match(wrong, /with cases:read .*: 200/);
});

test('control: scopes that nobody reads are found', async () => {
  const twin = await openStage({
    async prepare(database: TestDatabase) {
      await withoutScopes(database);
      await sabotages['scopes-unread'].prepare?.(database);
    },
  });
  try {
    const wrong = await openScopeTrial(twin).tryRoute(routeOf(`POST ${BASE}/cases/query`));
    assert.equal(wrong.length, 2, wrong.join('\n'));
  } finally {
    await twin.close();
  }
});
