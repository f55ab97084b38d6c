import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newTokenText } from '#server/security/api-tokens/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { clientByToken, makeToken } from '#tests/support/api-tokens.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus, clientOf } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let second: TestApp;
before(async () => {
  world = await startTestWorld();
  second = await startTestApp({ beside: world.test });
});
after(async () => {
  await second.close();
  await world.close();
});

const by = (secret: string) => clientByToken(world, secret);
const elsewhere = (secret: string) => clientByToken(world, secret, second.url);

test('a token reads what its scope says, is shown once, and its use is in the list', async () => {
  const { a } = world;
  const { token, secret } = await makeToken(a);
  assert.ok(secret.startsWith(`${token.start}_`));
  assertStatus(await by(secret).get(a.path), 200);
  const list = await a.as('admin').get(`${a.path}/api-tokens`);
  assertStatus(list, 200);
  assert.ok(!list.text.includes(secret.slice(-49)));
  const [listed] = list.body.items.filter(({ id }: { id: string }) => id === token.id);
  assert.ok(Date.parse(listed.lastUsedAt) > 0);
  assert.equal(listed.state, 'active');
});

test('a token writes without a CSRF token, in the name of its maker', async () => {
  const { a } = world;
  const { secret } = await makeToken(a, { scopes: ['cases:read', 'cases:write'] });
  const made = await by(secret).post(`${a.path}/cases`, { type: 'pattern', title: 'By a script' });
  assertStatus(made, 201);
  const seen = await by(secret).get(`${a.path}/cases/${made.body.id}`);
  assert.equal(seen.body.owner.id, a.people.admin.userId);
});

test('a token belongs to one workspace and works in no other', async () => {
  const { secret } = await makeToken(world.a);
  assertStatus(await by(secret).get(world.b.path), 404);
});

test('a revoked token is refused on its very next request, on every node', async () => {
  const { a } = world;
  const { token, secret } = await makeToken(a);
  assertStatus(await by(secret).get(a.path), 200);
  assertStatus(await elsewhere(secret).get(a.path), 200);
  assertStatus(await a.as('owner').delete(`${a.path}/api-tokens/${token.id}`), 204);
  assertStatus(await by(secret).get(a.path), 401);
  assertStatus(await elsewhere(secret).get(a.path), 401);
  assertStatus(await a.as('owner').delete(`${a.path}/api-tokens/${token.id}`), 409);
});

test('an expired token is refused, warm as it is', async () => {
  const { a } = world;
  const { token, secret } = await makeToken(a);
  assertStatus(await by(secret).get(a.path), 200);
  await withClient(world.test.database.adminUrl, (admin) =>
    admin.query(
      `update app.api_tokens set created_at = now() - interval '9 days', expires_at = now() where id = $1`,
      [token.id],
    ),
  );
  assertStatus(await by(secret).get(a.path), 401);
});

test('nothing lasts longer than a year, and no role is above Admin', async () => {
  const { a } = world;
  const body = { name: 'Long', role: 'viewer', scopes: ['cases:read'], expiresInDays: 366 };
  const path = `${a.path}/api-tokens`;
  assertStatus(await a.as('owner').post(path, body), 422);
  assertStatus(await a.as('owner').post(path, { ...body, expiresInDays: 9, role: 'owner' }), 422);
  assertStatus(await a.as('owner').post(path, { ...body, expiresInDays: 9, ranges: ['0313.1.1.1'] }), 422);
  assertStatus(await a.as('owner').post(path, { ...body, expiresInDays: 9, scopes: [] }), 422);
  const unread = await a.as('owner').post(path, { ...body, expiresInDays: 9, scopes: ['cases:write'] });
  assertStatus(unread, 422);
  assert.match(unread.text, /needs the one that reads/);
  assertStatus(await a.as('manager').post(path, { ...body, expiresInDays: 9 }), 403);
});

test('a token never does more than its maker may by then', async () => {
  const { a } = world;
  const admin = await makeToken(a, { scopes: ['audit:read', 'cases:read'] });
  assertStatus(await by(admin.secret).post(`${a.path}/audit/query`, {}), 200);
  const member = `${a.path}/members/${a.people.admin.userId}`;
  assertStatus(await a.as('owner').patch(member, { role: 'member' }, { 'if-match': '"v1"' }), 200);
  const lowered = await by(admin.secret).post(`${a.path}/audit/query`, {});
  assertStatus(lowered, 403);
  assert.equal(lowered.body.details.reason, 'role');
  assertStatus(await a.as('owner').patch(member, { role: 'admin' }, { 'if-match': '"v2"' }), 200);
});

test('a token ends with the membership of its maker unless an admin said otherwise', async () => {
  const { a } = world;
  const ending = await makeToken(a);
  const staying = await makeToken(a);
  const kept = `${a.path}/api-tokens/${staying.token.id}`;
  const patched = await a.as('owner').patch(kept, { survivesMaker: true }, { 'if-match': '"v1"' });
  assertStatus(patched, 200);
  for (const { secret } of [ending, staying]) assertStatus(await by(secret).get(a.path), 200);
  const suspension = `${a.path}/members/${a.people.admin.userId}/suspension`;
  assertStatus(await a.as('owner').put(suspension, {}), 200);
  assertStatus(await by(ending.secret).get(a.path), 401);
  assertStatus(await elsewhere(ending.secret).get(a.path), 401);
  assertStatus(await by(staying.secret).get(a.path), 200);
  assertStatus(await a.as('owner').delete(suspension), 200);
  assertStatus(await by(ending.secret).get(a.path), 200);
});

test('a token is bound to its networks', async () => {
  const { a } = world;
  const { token, secret } = await makeToken(a, { ranges: ['203.0.113.7/24', '::ffff:198.51.100.1'] });
  assert.deepEqual(token.ranges, ['203.0.113.0/24', '198.51.100.1/32']);
  const refused = await by(secret).get(a.path);
  assertStatus(refused, 403);
  assert.equal(refused.body.code, 'address_refused');
  const path = `${a.path}/api-tokens/${token.id}`;
  const ranges = ['127.0.0.0/8', '::1'];
  assertStatus(await a.as('owner').patch(path, { ranges }), 428);
  assertStatus(await a.as('owner').patch(path, { ranges }, { 'if-match': '"v9"' }), 412);
  assertStatus(await a.as('owner').patch(path, { ranges }, { 'if-match': '"v1"' }), 200);
  assertStatus(await by(secret).get(a.path), 200);
});

test('a cookie and a token together are refused, and so is a token that cannot be one', async () => {
  const { a } = world;
  const { secret } = await makeToken(a);
  const { cookie } = a.people.admin;
  assertStatus(await by(secret).get(a.path, { cookie }), 400);
  assertStatus(await by('cw_').get(a.path, { cookie }), 400);
  for (const text of [
    '',
    'cw_',
    secret.slice(0, -1),
    `${secret}A`,
    secret.toUpperCase(),
    newTokenText().text,
  ])
    assertStatus(await by(text).get(a.path), 401);
});

test('what asks for a person refuses a token', async () => {
  const { a } = world;
  const { secret, token } = await makeToken(a);
  const client = by(secret);
  const refused = [
    await client.get('/session'),
    await client.get('/sessions'),
    await client.delete(`${a.path}/api-tokens/${token.id}`),
    await client.post(`${a.path}/api-tokens`, {}),
    await client.post('/probe-worlds'),
  ];
  for (const reply of refused) {
    assertStatus(reply, 403);
    assert.equal(reply.body.code, 'token_refused');
  }
  assertStatus(await client.get('/trust'), 200);
});

test('another site cannot make a browser use a token', async () => {
  const { a } = world;
  const { secret } = await makeToken(a, { scopes: ['cases:create'] });
  const from = { origin: 'https://example.org' };
  assertStatus(await by(secret).post(`${a.path}/cases`, { type: 'pattern', title: 'X' }, from), 403);
});

test('what a token does is in the log with its name and its maker', async () => {
  const { a } = world;
  const { secret, token } = await makeToken(a, {
    name: 'Night export',
    scopes: ['cases:read', 'cases:write'],
  });
  const made = await by(secret).post(`${a.path}/cases`, { type: 'pattern', title: 'Logged' });
  assertStatus(await by(secret).get(`${a.path}/cases/${made.body.id}`), 200);
  const log = await a.as('owner').post(`${a.path}/audit/query`, { filter: { targetId: made.body.id } });
  assertStatus(log, 200);
  assert.deepEqual(log.body.items.map(({ action }: { action: string }) => action).sort(), [
    'case.created',
    'case.read',
  ]);
  for (const { actor, token: by } of log.body.items) {
    assert.deepEqual(by, { id: token.id, name: 'Night export' });
    assert.equal(actor.id, a.people.admin.userId);
  }
});

test('events end when the token is revoked', async () => {
  const { a } = world;
  const { secret, token } = await makeToken(a);
  const reply = await fetch(`${world.test.url}/api/v1${a.path}/events`, {
    headers: { authorization: `Bearer ${secret}` },
  });
  assert.equal(reply.status, 200);
  assertStatus(await a.as('owner').delete(`${a.path}/api-tokens/${token.id}`), 204);
  await makeCase(a.as('member'), a, { title: 'Pump' });
  await reply.text();
});

test('anonymous clients see nothing of it', async () => {
  assertStatus(await clientOf(world.test.url).get(`${world.a.path}/api-tokens`), 401);
});
