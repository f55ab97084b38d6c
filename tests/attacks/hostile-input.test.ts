import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { z } from 'zod';
import { problemSchema } from '#contracts/errors.ts';
import { ScimError } from '#contracts/scim.ts';
import { routes } from '#server/features/routes.ts';
import type { Route } from '#server/http/route.ts';
import { withClient } from '#tests/support/admin.ts';
import type { Json } from '#tests/support/client.ts';
import { refusalAtTheDoor } from './door-words.ts';
import { anything, brokenJson, HOSTILE, nastyHeader, nastySegment } from './hostile.ts';
import { type InputPlace, placesIn } from './input-places.ts';
import type { Prepared } from './recipe.ts';
import { nameOf, recipeOf } from './recipes/index.ts';
import { type Answer, send, successOf } from './send.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

type Call = Prepared & { readonly as: NonNullable<Prepared['as']> };

async function validCall(route: Route): Promise<Call> {
  const { a: place, test: app } = stage.world;
  if (route.url.includes('/uploads')) await forgetUploads(app.database.adminUrl);
  const { about, makerOnly, phases, prepare } = recipeOf(route);
  const sender = route.url.endsWith('/decisions') ? 'reviewer' : 'owner';
  const maker = about === 'private' || makerOnly ? sender : 'member';
  const made = await prepare({ stage, place, maker, sender, phase: phases?.[0] ?? 'open' });
  const as = made.as ?? place.people[sender];
  return { ...made, as, params: { workspaceId: place.workspaceId, ...made.params } };
}

/** Only so many files may be on their way at once; those of earlier tries have been for a day. */
const forgetUploads = (adminUrl: string) =>
  withClient(adminUrl, (admin) =>
    admin.query(
      `update app.evidence set created_at = created_at - interval '2 days' where state = 'uploading'`,
    ),
  );

const call = (route: Route, { as, ...prepared }: Call): Promise<Answer> =>
  send(stage.world.test.url, route, prepared, as);

/** Not broken, and if it was refused, then in the one form a refusal has. */
function assertCivil({ status, text }: Answer, tried: string, schema: z.ZodType = problemSchema): void {
  assert.ok(status < 500, `${tried}: ${status} ${text}`);
  if (status >= 400) schema.parse(JSON.parse(text));
}

/** The call as it follows one that was let in: what was changed is named by its new version. */
function onNextVersion(call: Call, { text }: Answer): Call {
  if (call.headers?.['if-match'] === undefined || text === '') return call;
  const { version } = JSON.parse(text);
  return version === undefined
    ? call
    : { ...call, headers: { ...call.headers, 'if-match': `"v${version}"` } };
}

const refusalOf = ({ access }: Route): z.ZodType => (access.kind === 'scim' ? ScimError : problemSchema);

/** A 422 names a place of the body, and the one that was spoilt if that is all that is wrong. */
function assertNames(
  { status, text }: Answer,
  { path }: Pick<InputPlace, 'path'>,
  among: readonly Pick<InputPlace, 'path'>[],
  tried: string,
): void {
  if (status !== 422) return;
  const { field = '', issues = [] } = problemSchema.parse(JSON.parse(text));
  const named = [field, ...issues.map((issue) => issue.field)];
  const fits = among.some((place) => named.some((name) => reaches(name, place.path)));
  assert.ok(fits, `${tried}, spoilt at ${path.join('.')}, names ${field}`);
}

/** Whether a field's name leads to that place, through it, or ends on the way; any position is as good as another. */
function reaches(name: string, path: readonly string[]): boolean {
  const names = name.split('.').filter(Boolean);
  const matches = (part: string, at: number) =>
    at >= path.length || part === path[at] || (/^\d+$/.test(part) && path[at] === '0');
  return names.every(matches);
}

const UUIDS = /[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}/g;

const shown = (value: Json) => JSON.stringify(value)?.slice(0, 300) ?? '';

type Bodied = Route & { readonly input: { readonly body: z.ZodType } };
const takesJson = (route: Route): route is Bodied => route.input.body !== undefined && route.upload !== true;

for (const route of routes.filter(takesJson)) {
  test(`${nameOf(route)}: nothing in any place of its body breaks it`, async (context) => {
    const { body: schema } = route.input;
    let valid = await validCall(route);
    const places = placesIn(schema, valid.body);
    const sent = new Set<string>();
    let wasLetIn = false;
    const attempt = async (place: InputPlace, what: string, body: Json) => {
      // What was refused over the wire in the door's own words is refused in them at every other place, unsent.
      const refusal = route.form ? undefined : refusalAtTheDoor(route, body);
      let answer = refusal && sent.has(what) ? refusal : await call(route, { ...valid, body });
      // What it is about may be used up by a try that was let in: this one shall get as deep.
      if ([404, 410, 412].includes(answer.status) || (wasLetIn && answer.status === 409)) {
        valid = await validCall(route);
        answer = await call(route, { ...valid, body });
      }
      wasLetIn = answer.status < 300;
      if (wasLetIn) valid = onNextVersion(valid, answer);
      if (isDeepStrictEqual(answer, refusal)) sent.add(what);
      assertCivil(answer, shown(body), refusalOf(route));
      const alone = schema.safeParse(place.body).success && !schema.safeParse(body).success;
      assertNames(answer, place, alone ? [place] : places, shown(body));
    };
    for (const place of places) {
      for (const value of HOSTILE[place.expects])
        await attempt(place, JSON.stringify(value), place.put(value));
      await attempt(place, 'nothing', place.drop());
    }
    const tries = fc.asyncProperty(fc.constantFrom(...places), anything, async (place, value) => {
      await attempt(place, JSON.stringify(value), place.put(value));
    });
    await fc.assert(tries, { numRuns: 10, endOnFailure: true });
    context.diagnostic(`${places.length} places`);
  });
}

/** The call with one thing about it spoilt that is not inside its body. */
function spoiltCalls(route: Route, valid: Call): fc.Arbitrary<Call> {
  const names = Object.keys(valid.params ?? {}).filter((name) => route.url.includes(`:${name}`));
  const put = (name: string, value: string) => ({ ...valid, params: { ...valid.params, [name]: value } });
  const wear = (name: string, value: string) => ({ ...valid, headers: { ...valid.headers, [name]: value } });
  const { body: _, ...bodiless } = valid;
  const asJson = { ...valid.headers, 'content-type': 'application/json' };
  return fc.oneof(
    fc.tuple(fc.constantFrom(...READ_HEADERS), nastyHeader).map(([name, value]) => wear(name, value)),
    ...(names.length > 0
      ? [fc.tuple(fc.constantFrom(...names), nastySegment).map(([name, value]) => put(name, value))]
      : []),
    ...(takesJson(route) ? [brokenJson.map((bytes) => ({ ...bodiless, bytes, headers: asJson }))] : []),
  );
}

const READ_HEADERS = [
  'if-match',
  'range',
  'upload-offset',
  'user-agent',
  'accept',
  'x-caseward-csrf',
] as const;

for (const route of routes) {
  test(`${nameOf(route)}: no address, header or broken body breaks it`, async () => {
    const valid = await validCall(route);
    const tries = fc.asyncProperty(spoiltCalls(route, valid), async (tried) => {
      assertCivil(await call(route, tried), shown(tried), refusalOf(route));
    });
    await fc.assert(tries, { numRuns: 12, endOnFailure: true });
  });

  test(`${nameOf(route)}: an id means the same however it is spelt`, async () => {
    const { params, body, ...rest } = await validCall(route);
    const loud = JSON.parse(JSON.stringify({ params, body }).replace(UUIDS, (id) => id.toUpperCase()));
    const { status, text } = await call(route, { ...rest, ...loud });
    const expected = nameOf(route) === 'POST /api/v1/setup' ? 410 : successOf(route);
    assert.equal(status, expected, text);
  });
}

test('control: an answer that is broken, shapeless or names another field is found out', () => {
  const refused = (problem: Json): Answer => ({ status: 422, text: JSON.stringify(problem) });
  const place = { path: ['change', 'add', '0'] };
  assert.throws(() => assertCivil({ status: 500, text: '{}' }, ''));
  assert.throws(() => assertCivil({ status: 400, text: '{"error":"no"}' }, ''));
  const other = { code: 'invalid_field', message: 'No such tag.', field: 'tagIds' };
  assert.throws(() => assertNames(refused(other), place, [place], ''));
  assertNames(refused({ ...other, field: 'change.add' }), place, [place], '');
});

test('control: optional places and every branch of a choice are among those tried', () => {
  const schema = z.strictObject({
    asked: z.string(),
    more: z.strictObject({ from: z.string().optional() }).optional(),
    either: z.union([
      z.strictObject({ kind: z.literal('a'), one: z.int() }),
      z.strictObject({ kind: z.literal('b'), other: z.array(z.string()) }),
    ]),
  });
  const places = placesIn(schema, { asked: 'x', either: { kind: 'a', one: 1 } });
  const names = places.map(({ path }) => path.join('.'));
  for (const name of ['asked', 'more.from', 'either.one', 'either.other.0'])
    assert.ok(names.includes(name), name);
  for (const { body } of places) assert.ok(schema.safeParse(body).success, JSON.stringify(body));
});
