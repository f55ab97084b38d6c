import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Action } from '#contracts/access.ts';
import { routes } from '#server/features/routes.ts';
import type { Route } from '#server/http/route.ts';
import { nameOf } from '#tests/attacks/recipes/index.ts';
import { assertStatus } from '#tests/support/client.ts';
import { codeAfter, factorLongAgo, type LetterWorld, startLetterWorld } from '#tests/support/factors.ts';

let world: LetterWorld;
before(async () => {
  world = await startLetterWorld();
});
after(() => world.close());

/** What administers: security settings, roles, tokens, SSO, export, retention, deletion of more than one's own. */
const ADMINISTERING: ReadonlySet<Action> = new Set([
  'member.manage',
  'member.erase',
  'token.manage',
  'workspace.secure',
  'workspace.retain',
  'workspace.export',
  'workspace.delete',
  'billing.manage',
  'case.purge',
]);

/** Routes of other actions that ask all the same. */
const BESIDES: ReadonlySet<string> = new Set(['POST /api/v1/workspaces/:workspaceId/audit/exports']);

const asksAnew = ({ access }: Route) => 'stepUp' in access && access.stepUp === true;

/** Routes that administer without asking for a fresh factor. */
function careless(all: readonly Route[]): string[] {
  return all.filter((route) => administers(route) && !asksAnew(route)).map(nameOf);
}

function administers(route: Route): boolean {
  const { access, method, url } = route;
  const reads = method === 'GET' || /\/(query|what-if)$/.test(url);
  const acts = access.kind === 'workspace' && ADMINISTERING.has(access.action) && !reads;
  return acts || BESIDES.has(nameOf(route));
}

test('every route that administers asks for a fresh factor', (context) => {
  assert.deepEqual(careless(routes), []);
  const count = routes.filter(administers).length;
  assert.ok(count >= 9, `only ${count}`);
  context.diagnostic(`${count} routes`);
});

test('control: one that does not is found', () => {
  const twins = routes.map((route): Route => {
    const { access } = route;
    return access.kind === 'workspace'
      ? { ...route, access: { kind: 'workspace', action: access.action } }
      : route;
  });
  assert.deepEqual(careless(twins).sort(), routes.filter(administers).map(nameOf).sort());
});

test('ten minutes after the last factor it is asked for again; given, the same request passes', async () => {
  const { email, userId } = world.a.people.owner;
  const owner = world.a.as('owner');
  const invite = () =>
    owner.post(`${world.a.path}/invitations`, { email: 'new@example.org', role: 'viewer' });
  await factorLongAgo(world.test, userId, '9 minutes 50 seconds');
  assertStatus(await invite(), 201);
  await factorLongAgo(world.test, userId, '10 minutes 5 seconds');
  const refused = await invite();
  assertStatus(refused, 403);
  assert.equal(refused.body.code, 'step_up_required');
  const code = await codeAfter(world, email, () => owner.post('/sign-in/second-factor/codes'));
  const wrong = await owner.post('/session/factor', { method: 'code', code: 'AAAAAAAAAAAA' });
  assertStatus(wrong, 422);
  assertStatus(await invite(), 403);
  assertStatus(await owner.post('/session/factor', { method: 'code', code }), 204);
  assertStatus(await invite(), 201);
});

test('a role’s rights are changed with a fresh factor only, a name without', async () => {
  const { userId } = world.b.people.owner;
  const owner = world.b.as('owner');
  await factorLongAgo(world.test, userId);
  const match = async () => ({ 'if-match': `"v${(await owner.get(world.b.path)).body.version}"` });
  assertStatus(await owner.patch(world.b.path, { name: 'Renamed' }, await match()), 200);
  const policies = { membersEditOthers: true };
  assertStatus(await owner.patch(world.b.path, { policies }, await match()), 403);
});
