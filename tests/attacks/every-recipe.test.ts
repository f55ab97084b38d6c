import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { routes } from '#server/features/routes.ts';
import { PHASES } from './recipe.ts';
import { nameOf, recipeOf, recipes } from './recipes/index.ts';
import { send, successOf } from './send.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

test('there is a recipe for every route, and none for a route that is gone', () => {
  assert.deepEqual(Object.keys(recipes).sort(), routes.map(nameOf).sort());
});

test('control: a route without a recipe is named', () => {
  assert.throws(() => recipeOf({ method: 'GET', url: '/api/v1/new' }), /GET \/api\/v1\/new has no recipe/);
});

// What a refusal is compared with: the very same call, by someone who may.
for (const route of routes) {
  test(`${nameOf(route)}: the recipe succeeds`, async () => {
    const { a: place } = stage.world;
    const recipe = recipeOf(route);
    const [phase = 'open'] = recipe.phases ?? PHASES;
    const sender = route.url.endsWith('/decisions') ? 'reviewer' : 'owner';
    const maker = recipe.about === 'private' || recipe.makerOnly ? sender : 'member';
    const prepared = await recipe.prepare({ stage, place, maker, sender, phase });
    const params = { workspaceId: place.workspaceId, ...prepared.params };
    const who = prepared.as ?? place.people[sender];
    const { status, text } = await send(stage.world.test.url, route, { ...prepared, params }, who);
    // Someone has an account already: the way to the first one is closed for good.
    const expected = nameOf(route) === 'POST /api/v1/setup' ? 410 : successOf(route);
    assert.equal(status, expected, text);
  });
}
