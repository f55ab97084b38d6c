import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { clientByToken, makeToken } from '#tests/support/api-tokens.ts';
import { assertStatus } from '#tests/support/client.ts';
import { directoryOf, openDirectory } from '#tests/support/scim.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

const asking = (secret: string, place = world.a) =>
  directoryOf(world.test.url, place.workspaceId, secret).get('/Users');
const tokens = () => `${world.a.path}/scim/tokens`;

test('a token opens its own workspace as a directory, and nothing else', async () => {
  const { secret } = await openDirectory(world, world.a);
  await openDirectory(world, world.b);
  assertStatus(await asking(secret), 200);
  assertStatus(await asking(secret, world.b), 404);
  assertStatus(await clientByToken(world, secret).get(world.a.path), 401);
  const api = await makeToken(world.a, { scopes: ['members:read'] });
  assertStatus(await asking(api.secret), 401);
  assertStatus(await asking(`${secret.slice(0, -1)}${secret.endsWith('x') ? 'y' : 'x'}`), 401);
  assertStatus(await asking(''), 401);
  const both = await fetch(`${world.test.url}/scim/v2/${world.a.workspaceId}/Users`, {
    headers: { authorization: `Bearer ${secret}`, cookie: world.a.people.owner.cookie },
  });
  assert.equal(both.status, 400);
});

test('rotation lets the old token go on as long as it was said, revocation ends it at once', async () => {
  const { secret: first } = await openDirectory(world, world.a);
  const owner = world.a.as('owner');
  const second = await owner.post(tokens(), { expiresInDays: 30, overlapHours: 1 });
  assertStatus(second, 201);
  assertStatus(await asking(first), 200);
  assertStatus(await asking(second.body.secret), 200);
  const third = await owner.post(tokens(), { expiresInDays: 30, overlapHours: 0 });
  assertStatus(third, 201);
  for (const old of [first, second.body.secret]) assertStatus(await asking(old), 401);
  assertStatus(await asking(third.body.secret), 200);
  assertStatus(await owner.delete(`${tokens()}/${third.body.token.id}`), 204);
  assertStatus(await asking(third.body.secret), 401);
});

test('what is off answers nothing, and comes back with what it was', async () => {
  const { secret } = await openDirectory(world, world.a);
  const owner = world.a.as('owner');
  const set = (active: boolean) => owner.put(`${world.a.path}/scim`, { active, defaultRole: 'member' });
  assertStatus(await set(false), 200);
  assertStatus(await asking(secret), 404);
  assertStatus(await set(true), 200);
  assertStatus(await asking(secret), 200);
});

test('the token is kept as bcrypt, and its text nowhere', async () => {
  const { secret } = await openDirectory(world, world.a);
  const { rows } = await withClient(world.test.database.adminUrl, (admin) =>
    admin.query('select t::text as row from app.scim_tokens t'),
  );
  assert.ok(rows.every(({ row }) => row.includes('$2b$')));
  assert.ok(rows.every(({ row }) => !row.includes(secret.split('_')[2])));
});
