import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { routes } from '#server/features/routes.ts';
import { SECRET_ROUTES, type SecretGuard } from '#server/features/secret-routes.ts';
import { rateClasses } from '#server/http/rate-classes.ts';
import type { Route } from '#server/http/route.ts';
import { testClock } from '#server/platform/clock/index.ts';
import { sabotages } from '#tests/proofs/sabotages/index.ts';
import { GOOD_PASSWORD, givePassword, OTHER_PASSWORD } from '#tests/support/accounts.ts';
import type { Json } from '#tests/support/client.ts';
import { startTestWorld } from '#tests/support/world.ts';
import type { Prepared } from './recipe.ts';
import { nameOf, recipeOf } from './recipes/index.ts';
import { secretFieldsOf } from './secret-fields.ts';
import { type Sender, send } from './send.ts';
import { openStage, type Stage } from './stage.ts';

/** Tries that one place has for one account (claim FL-15). */
const TRIES = 5;
const LEAST_RATE = 20;
const MINUTE = 60_000;

const LONG = 'A'.repeat(43);
const CODE = 'AAAA-AAAA-AAAA';

/** What those that compare are sent: well-formed, and wrong. The others are refused for their rate, whatever comes. */
const WRONG: Readonly<Record<string, Json>> = {
  'POST /api/v1/setup': {
    token: LONG,
    email: 'first@example.org',
    name: 'First',
    workspaceName: 'First',
    preset: 'legal',
  },
  'POST /api/v1/sign-in': { code: CODE },
  'POST /api/v1/sign-in/password': { password: OTHER_PASSWORD },
  'PUT /api/v1/sign-in/new-password': { password: 'short' },
  'POST /api/v1/sign-in/password-resets/redemptions': { token: LONG, password: GOOD_PASSWORD },
  'POST /api/v1/sign-in/second-factor': { method: 'code', code: CODE },
  'POST /api/v1/session/factor': { method: 'code', code: CODE },
  'PUT /api/v1/account/password': { current: OTHER_PASSWORD, password: OTHER_PASSWORD },
  'PUT /api/v1/account/email': { code: CODE },
  'POST /api/v1/account/totp/confirmation': { code: '000000' },
  'POST /api/v1/invitations/lookup': { token: LONG },
  'POST /api/v1/invitations/acceptances': { token: LONG, name: 'Nobody' },
  'POST /api/v1/token-leaks': { tokens: ['cw_nothing'] },
};

const guardedBy = (guard: SecretGuard) => routes.filter((route) => SECRET_ROUTES[nameOf(route)] === guard);

test('every route that has a field for a secret is in the list, and no other', () => {
  const found = routes.filter((route) => secretFieldsOf(route).length > 0).map(nameOf);
  assert.deepEqual(found.sort(), Object.keys(SECRET_ROUTES).sort());
});

test('control: a field for a secret is found under every usual name, however deep it lies', () => {
  for (const name of [
    'code',
    'password',
    'newPassword',
    'clientSecret',
    'token',
    'backupCode',
    'SAMLResponse',
    'otp',
  ])
    for (const body of [
      z.object({ [name]: z.string() }),
      z.array(z.object({ in: z.object({ [name]: z.string() }) })),
    ])
      assert.deepEqual(secretFieldsOf({ input: { body } }), [name]);
  assert.deepEqual(secretFieldsOf({ input: { params: z.object({ tokenId: z.string() }) } }), []);
});

test('each of them has a class with a small rate', () => {
  for (const route of routes.filter((candidate) => nameOf(candidate) in SECRET_ROUTES))
    assert.ok(rateClasses[route.rate].limit <= LEAST_RATE, `${nameOf(route)}: ${route.rate}`);
});

async function prepare(stage: Stage, route: Route): Promise<Prepared> {
  const kitchen = { stage, place: stage.world.a, maker: 'member', sender: 'owner', phase: 'open' } as const;
  if (nameOf(route) !== 'PUT /api/v1/account/password') return recipeOf(route).prepare(kitchen);
  const person = await stage.someone();
  const as = { ...person, ...(await givePassword(stage.world.test, person)) };
  return { as, body: { current: GOOD_PASSWORD, password: OTHER_PASSWORD } };
}

/** What is wrong about how this route counts tries, or nothing. */
async function faultsOf(stage: Stage, route: Route): Promise<string[]> {
  const right = await prepare(stage, route);
  const wrong = { ...right, body: { ...right.body, ...WRONG[nameOf(route)] } };
  const call = async (prepared: Prepared) =>
    (await send(stage.world.test.url, route, prepared, prepared.as ?? {})).status;
  const statuses: number[] = [];
  for (let sent = 0; sent < TRIES; sent += 1) statuses.push(await call(wrong));
  const faults = statuses.some((status) => status !== 422) ? [`wrong ones: ${statuses}`] : [];
  const [next, late] = [await call(wrong), await call(right)];
  if (next !== 429) faults.push(`${nameOf(route)}: ${next} to one more`);
  if (late !== 429) faults.push(`${nameOf(route)}: ${late} to the right one, too late`);
  return faults;
}

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

for (const route of guardedBy('tries'))
  test(`${nameOf(route)}: five tries, and then not even the right one`, async () => {
    assert.deepEqual(await faultsOf(stage, route), []);
  });

test('control: tries that nobody counts are found', async () => {
  const twin = await openStage({
    async prepare(database) {
      await sabotages['failed-tries-uncounted'].prepare?.(database);
    },
  });
  try {
    for (const route of guardedBy('tries').slice(0, 2)) assert.notDeepEqual(await faultsOf(twin, route), []);
  } finally {
    await twin.close();
  }
});

test('each is refused after as many requests as its class allows, right or wrong', async (context) => {
  const clock = testClock(new Date());
  const world = await startTestWorld({ clock });
  try {
    for (const route of routes.filter((candidate) => nameOf(candidate) in SECRET_ROUTES)) {
      const sender: Sender = route.access.kind === 'public' ? {} : world.a.people.member;
      const address = route.url.includes('/sign-in')
        ? { email: `route-${route.url.length}@example.org`, privateDevice: false }
        : {};
      const body = { ...address, ...WRONG[nameOf(route)] };
      const call = async () =>
        (await send(world.test.url, route, route.method === 'GET' ? {} : { body }, sender)).status;
      const { limit } = rateClasses[route.rate];
      let sent = 1;
      while ((await call()) !== 429 && sent <= limit) sent += 1;
      context.diagnostic(`${nameOf(route)}: request ${sent} refused, at most ${limit} answered`);
      assert.equal(await call(), 429, `${nameOf(route)} after ${sent} requests`);
      clock.advance(2 * MINUTE);
    }
  } finally {
    await world.close();
  }
});
