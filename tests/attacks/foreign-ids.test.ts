import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { routes } from '#server/features/routes.ts';
import type { Route } from '#server/http/route.ts';
import type { Json } from '#tests/support/client.ts';
import { type Digester, watchDatabase } from './database-digest.ts';
import type { Prepared } from './recipe.ts';
import { nameOf, recipeOf } from './recipes/index.ts';
import { type Answer, send } from './send.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let watch: Digester;
before(async () => {
  stage = await openStage();
  watch = await watchOf(stage);
});
after(async () => {
  await watch.close();
  await stage.close();
});

const watchOf = ({ world }: Stage) => watchDatabase(world.test.database.adminUrl);

const BASE = '/api/v1/workspaces/:workspaceId';

/**
 * Bodies that ask which records there are, rather than name one to act on: a foreign id finds as little as one
 * that is nowhere, and the reply is a success.
 */
const ASKING: ReadonlySet<string> = new Set([
  `POST ${BASE}/audit/query`,
  `POST ${BASE}/audit/exports`,
  `POST ${BASE}/search`,
  `POST ${BASE}/cases/query`,
  // A filter is kept as it was typed; it selects nothing by what it names.
  `POST ${BASE}/views`,
  `PUT ${BASE}/views/:id`,
  // A draft is kept as it was typed, for whoever typed it; what it names is looked at when the case is made.
  `PUT ${BASE}/drafts/:draftId`,
  `PUT ${BASE}/cases/:caseId/draft`,
  // Sends every browser on to one page, whatever it was handed.
  'POST /api/v1/sso/:connectionId/answers',
  // Names each case it refused.
  `POST ${BASE}/cases/bulk-changes`,
]);

/** Bodies of strangers that say whose provider they go to: no workspace is entered, so none is foreign. */
const OF_ANY_WORKSPACE: ReadonlySet<string> = new Set([
  'POST /api/v1/sso/sign-ins',
  // Whoever asks about their own data asks the workspace that they name, and learns nothing of it.
  'POST /api/v1/privacy-requests',
]);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

type Place = readonly (string | number)[];

/** Where ids stand in a body. */
function idsIn(node: Json, path: Place = []): Place[] {
  if (typeof node === 'string') return UUID.test(node) ? [path] : [];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => idsIn(value, [...path, key]));
}

function at(body: Json, path: Place): Json {
  return path.reduce((node, key) => node?.[key], body);
}

function replaced(body: Json, path: Place, id: string): Json {
  const copy = structuredClone(body);
  at(copy, path.slice(0, -1))[path.at(-1) ?? ''] = id;
  return copy;
}

async function prepare(on: Stage, route: Route, place: Stage['world']['a']): Promise<Prepared> {
  const { about, makerOnly, phases, prepare } = recipeOf(route);
  const sender = route.url.endsWith('/decisions') ? 'reviewer' : 'owner';
  const maker = about === 'private' || makerOnly ? sender : 'member';
  const made = await prepare({ stage: on, place, maker, sender, phase: phases?.[0] ?? 'open' });
  return { ...made, as: made.as ?? place.people[sender] };
}

interface Finding {
  readonly tried: number;
  readonly wrong: readonly string[];
}

/** Puts ids of workspace B, and ids of nothing, into each place of a valid body for A. */
async function tryIds(on: Stage, watch: Digester, route: Route): Promise<Finding> {
  const { a, b } = on.world;
  const valid = await prepare(on, route, a);
  const theirs = await prepare(on, route, b);
  const places = idsIn(valid.body);
  if (places.length > 0) await watch.changed();
  const wrong: string[] = [];
  let target = valid;
  const call = async (body: Json, id: string): Promise<Answer> => {
    const params = { workspaceId: a.workspaceId, ...target.params };
    const answer = await send(on.world.test.url, route, { ...target, params, body }, target.as ?? {});
    // What was changed has another version by now: the next try is of one that nobody changed.
    if (answer.status < 300 && target.headers?.['if-match']) target = await prepare(on, route, a);
    return { ...answer, text: answer.text.replaceAll(id, 'the id') };
  };
  for (const path of places) {
    const [foreignId, missingId] = [String(at(theirs.body, path)), randomUUID()];
    const foreign = await call(replaced(valid.body, path, foreignId), foreignId);
    const changed = await watch.changed();
    const missing = await call(replaced(valid.body, path, missingId), missingId);
    const where = path.join('.');
    if (foreign.status !== missing.status || !alike(foreign.text, missing.text))
      wrong.push(
        `${where}: foreign ${foreign.status} ${foreign.text}, missing ${missing.status} ${missing.text}`,
      );
    if (ASKING.has(nameOf(route))) continue;
    if (foreign.status < 400 || foreign.status >= 500)
      wrong.push(`${where}: ${foreign.status} ${foreign.text}`);
    if (changed.length > 0) wrong.push(`${where}: ${changed} changed`);
  }
  return { tried: places.length, wrong };
}

/** The same but for ids and times the server made. */
function alike(one: string, other: string): boolean {
  const bare = (text: string) =>
    text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id').replace(/\d{4}-\d\d-\d\d[T ][\d:.+Z]+/g, 'time');
  return bare(one) === bare(other);
}

let places = 0;
const withBody = routes.filter(({ input, upload }) => input.body !== undefined && upload !== true);
for (const route of withBody.filter((candidate) => !OF_ANY_WORKSPACE.has(nameOf(candidate)))) {
  test(`${nameOf(route)}: an id of another workspace is as good as none (FC-18)`, async () => {
    const { tried, wrong } = await tryIds(stage, watch, route);
    places += tried;
    assert.deepEqual(wrong, []);
  });
}

test('how many ids were tried', (context) => {
  context.diagnostic(`${places} ids inside bodies`);
  assert.ok(places >= 20, `only ${places}`);
});

test('a session that is someone else’s is as good as none', async () => {
  const route = routes.find((candidate) => nameOf(candidate) === 'DELETE /api/v1/sessions/:sessionId');
  assert.ok(route);
  const [mine, theirs] = [
    await prepare(stage, route, stage.world.a),
    await prepare(stage, route, stage.world.b),
  ];
  const end = (sessionId: string) =>
    send(stage.world.test.url, route, { params: { sessionId } }, mine.as ?? {});
  const [foreign, missing] = [await end(theirs.params?.sessionId ?? ''), await end(randomUUID())];
  assert.deepEqual(foreign, missing);
  assert.equal(foreign.status, 404);
});

test('control: a door that words its refusals by what it knows is found out', async () => {
  const known = new Set<string>();
  const twin = await openStage({
    rewire: ({ http }) => {
      http.addHook('onSend', async ({ body }, reply, payload) => {
        const named = idsIn(body).some((path) => known.has(String(at(body, path))));
        return named && reply.statusCode >= 400 ? '{"message":"You may not see this."}' : payload;
      });
    },
  });
  const watch = await watchOf(twin);
  try {
    for (const { userId } of Object.values(twin.world.b.people)) known.add(userId);
    const route = routes.find((candidate) => nameOf(candidate) === `PUT ${BASE}/cases/:caseId/owner`);
    assert.ok(route);
    assert.match((await tryIds(twin, watch, route)).wrong.join(), /ownerId: foreign 422/);
  } finally {
    await watch.close();
    await twin.close();
  }
});

test('control: a route that takes what it is given is found out', async () => {
  const known = new Map<unknown, string>();
  const twin = await openStage({
    rewire: ({ http }) => {
      http.addHook('preHandler', async (request) => {
        const { body } = request;
        for (const path of idsIn(body)) {
          const own = known.get(at(body, path));
          if (own !== undefined) request.body = replaced(body, path, own);
        }
      });
    },
  });
  const watch = await watchOf(twin);
  try {
    const { a, b } = twin.world;
    known.set(b.people.reviewer.userId, a.people.reviewer.userId);
    const route = routes.find((candidate) => nameOf(candidate) === `PUT ${BASE}/cases/:caseId/owner`);
    assert.ok(route);
    assert.match((await tryIds(twin, watch, route)).wrong.join(), /ownerId: 200/);
  } finally {
    await watch.close();
    await twin.close();
  }
});
