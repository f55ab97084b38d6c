import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { routes } from '#server/features/routes.ts';
import type { Json } from '#tests/support/client.ts';
import { type Digester, watchDatabase } from './database-digest.ts';
import type { Prepared } from './recipe.ts';
import { nameOf, recipeOf } from './recipes/index.ts';
import { send } from './send.ts';
import { openStage, type Stage } from './stage.ts';

/** What a body must never be able to say (CVE-2025-61928, CVE-2026-27946). */
const TRUSTED = {
  userId: '0b9f4a52-7f0c-4c1e-9d0a-3f5c6b7d8e9f',
  role: 'owner',
  workspaceId: '0b9f4a52-7f0c-4c1e-9d0a-3f5c6b7d8e9f',
  workspace_id: '0b9f4a52-7f0c-4c1e-9d0a-3f5c6b7d8e9f',
  ownerId: '0b9f4a52-7f0c-4c1e-9d0a-3f5c6b7d8e9f',
  creatorId: '0b9f4a52-7f0c-4c1e-9d0a-3f5c6b7d8e9f',
  id: '0b9f4a52-7f0c-4c1e-9d0a-3f5c6b7d8e9f',
  verified: true,
  isAdmin: true,
  state: 'published',
  version: 9,
  restricted: false,
  synthetic: false,
  sealed_list: 'AA==',
} as const;

let stage: Stage;
let watch: Digester;
before(async () => {
  stage = await openStage();
  watch = await watchDatabase(stage.world.test.database.adminUrl);
});
after(async () => {
  await watch.close();
  await stage.close();
});

/** The body with each trusted name put into each of its objects, one at a time, but where it belongs there. */
function* injected(body: Json): Generator<{ name: string; body: Json }> {
  for (const [name, value] of Object.entries(TRUSTED)) {
    for (const path of objectsIn(body)) {
      const copy = structuredClone(body);
      const at = path.reduce((node, key) => node[key], copy);
      if (Object.hasOwn(at, name)) continue;
      at[name] = value;
      yield { name: [...path, name].join('.'), body: copy };
    }
  }
}

function* objectsIn(node: Json, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) yield path;
  for (const [key, value] of Object.entries(node)) yield* objectsIn(value, [...path, key]);
}

async function prepared(route: (typeof routes)[number]): Promise<Prepared> {
  const { a: place } = stage.world;
  const { about, makerOnly, phases, prepare } = recipeOf(route);
  const sender = route.url.endsWith('/decisions') ? 'reviewer' : 'owner';
  const maker = about === 'private' || makerOnly ? sender : 'member';
  const made = await prepare({ stage, place, maker, sender, phase: phases?.[0] ?? 'open' });
  const as = made.as ?? place.people[sender];
  return { ...made, as, params: { workspaceId: place.workspaceId, ...made.params } };
}

const withBody = routes.filter(({ input, upload }) => input.body !== undefined && upload !== true);

for (const route of withBody) {
  test(`${nameOf(route)}: nothing is taken from the body that it does not name`, async (context) => {
    const valid = await prepared(route);
    const optional = optionalNames(route.input.body);
    await watch.changed();
    let tried = 0;
    for (const { name, body } of injected(valid.body)) {
      // A name the contract has a place for is no injection.
      if (optional.has(name) || name === 'filter.restricted') continue;
      tried += 1;
      const { status, text } = await send(stage.world.test.url, route, { ...valid, body }, valid.as ?? {});
      // SCIM has one status for whatever is not valid (RFC 7644, 3.12).
      const refused = route.access.kind === 'scim' ? 400 : 422;
      assert.equal(status, refused, `${name}: ${status} ${text}`);
    }
    assert.deepEqual(await watch.changed(), []);
    assert.ok(tried >= 10, `only ${tried} names were tried`);
    context.diagnostic(`${tried} bodies`);
  });
}

/** The optional members at the top of a body. */
function optionalNames(schema: z.ZodType | undefined): ReadonlySet<string> {
  return new Set(schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);
}

test('control: the very body without the injected name succeeds', async () => {
  const route = withBody.find((candidate) => nameOf(candidate).endsWith('/workspaces/:workspaceId/tags'));
  assert.ok(route);
  const valid = await prepared(route);
  const { status } = await send(stage.world.test.url, route, valid, valid.as ?? {});
  assert.equal(status, 201);
});

test('control: a schema that ignores what it does not know is found out', async () => {
  const lax = z.object({ label: z.string(), color: z.string() });
  const passed = [...injected({ label: 'x', color: 'red' })].filter(
    ({ body }) => lax.safeParse(body).success,
  );
  assert.equal(passed.length, Object.keys(TRUSTED).length);
});
