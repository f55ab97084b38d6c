import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { allowAnyAddress } from '#server/operator/allow-any-address.ts';
import { openDatabase } from '#server/platform/db/index.ts';
import { clientByToken, makeToken } from '#tests/support/api-tokens.ts';
import { assertStatus, type Client } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

const HOME = '203.0.113.9';
const AWAY = '198.51.100.4';

let world: TestWorld;
before(async () => {
  world = await startTestWorld({ env: { CASEWARD_TRUSTED_PROXIES: '127.0.0.1,::1' } });
});
after(() => world.close());

const from = (address: string) => ({ 'x-forwarded-for': address });
const rules = () => `${world.a.path}/address-rules`;

async function write(client: Client, body: object, address: string) {
  const { version } = (await client.get(rules(), from(address))).body;
  return client.put(rules(), body, { ...from(address), 'if-match': `"v${version}"` });
}

test('requests from elsewhere are refused for that workspace, those of tokens too', async () => {
  const { a, b } = world;
  const { secret } = await makeToken(a);
  const script = clientByToken(world, secret);
  const owner = a.as('owner');
  const set = await write(owner, { ranges: ['203.0.113.77/24', '2001:DB8::/32', '203.0.113.0/24'] }, HOME);
  assertStatus(set, 200);
  assert.deepEqual(set.body.ranges, ['203.0.113.0/24', '2001:db8::/32']);
  for (const client of [owner, a.as('viewer'), script]) {
    for (const address of [HOME, '2001:db8::5', `::ffff:${HOME}`])
      assertStatus(await client.get(a.path, from(address)), 200);
    const refused = await client.get(a.path, from(AWAY));
    assertStatus(refused, 403);
    assert.equal(refused.body.code, 'address_refused');
  }
  assertStatus(await b.as('owner').get(b.path, from(AWAY)), 200);
  assertStatus(await write(owner, { ranges: null }, HOME), 200);
  assertStatus(await owner.get(a.path, from(AWAY)), 200);
});

test('nobody shuts themselves out unnoticed; the operator lets them in again', async () => {
  const { a, test: app } = world;
  const owner = a.as('owner');
  const refused = await write(owner, { ranges: ['192.0.2.0/24'] }, AWAY);
  assertStatus(refused, 409);
  assert.deepEqual(refused.body.details, { reason: 'own-address', address: AWAY });
  assertStatus(await write(owner, { ranges: ['192.0.2.0/24'], confirmation: HOME }, AWAY), 409);
  assertStatus(await write(owner, { ranges: ['192.0.2.0/24'], confirmation: AWAY }, AWAY), 200);
  assertStatus(await owner.get(a.path, from(AWAY)), 403);
  const db = openDatabase({ url: app.database.operatorUrl, max: 1, prepared: false });
  await allowAnyAddress(db, a.workspaceId);
  await db.close();
  assertStatus(await owner.get(a.path, from(AWAY)), 200);
  const log = await owner.post(`${a.path}/audit/query`, {}, from(AWAY));
  assert.ok(log.body.items.some(({ action }: { action: string }) => action === 'address-rules.lifted'));
});

test('the preview names who would be cut off', async () => {
  const { a } = world;
  const { secret, token } = await makeToken(a, { name: 'Nightly' });
  const script = clientByToken(world, secret);
  assertStatus(await script.post(`${a.path}/cases/query`, {}, from(AWAY)), 200);
  const seen = await a.as('admin').post(`${rules()}/query`, { ranges: ['203.0.113.0/24'] }, from(HOME));
  assertStatus(seen, 200);
  assert.equal(seen.body.you, false);
  assert.ok(seen.body.members.length >= 5);
  assert.deepEqual(seen.body.tokens, [{ id: token.id, name: 'Nightly', address: AWAY }]);
  const all = await a.as('admin').post(`${rules()}/query`, { ranges: ['0.0.0.0/0', '::/0'] }, from(HOME));
  assert.deepEqual(all.body.tokens, []);
});

test('what is no network is refused, and so is an old version', async () => {
  const owner = world.a.as('owner');
  assertStatus(await write(owner, { ranges: ['203.0.113.0/33'] }, HOME), 422);
  assertStatus(await write(owner, { ranges: ['0313.0.0.1'] }, HOME), 422);
  assertStatus(await write(owner, { ranges: Array.from({ length: 201 }, () => '203.0.113.1') }, HOME), 422);
  assertStatus(await owner.put(rules(), { ranges: null }, { ...from(HOME), 'if-match': '"v99"' }), 412);
});

test('an event stream ends when its address is no longer let in', async () => {
  const { a, test: app } = world;
  const reply = await fetch(`${app.url}/api/v1${a.path}/events`, {
    headers: { cookie: a.people.viewer.cookie, ...from(AWAY) },
  });
  assert.equal(reply.status, 200);
  assertStatus(await write(a.as('owner'), { ranges: ['203.0.113.0/24'] }, HOME), 200);
  await reply.text();
});
