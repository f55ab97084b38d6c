import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Role } from '#contracts/common.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus, type Client, type Reply } from '#tests/support/client.ts';
import { filerOf } from '#tests/support/evidence.ts';
import { adminFor, enrolTotp, inDatabase } from '#tests/support/factors.ts';
import { uncountRates } from '#tests/support/uncounted-rates.ts';
import { type Place, startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld({ prepare: uncountRates });
});
after(() => world.close());

async function policyOf(client: Client, { path }: Place): Promise<Reply> {
  const reply = await client.get(`${path}/security-policy`);
  assertStatus(reply, 200);
  return reply;
}

async function setPolicy(client: Client, place: Place, patch: object): Promise<Reply> {
  const { version } = (await policyOf(client, place)).body;
  return client.patch(`${place.path}/security-policy`, patch, { 'if-match': `"v${version}"` });
}

const DAY = 24 * 3600 * 1000;

test('a new workspace asks everybody for a strong factor, after a week', async () => {
  const { body } = await policyOf(world.a.as('owner'), world.a);
  const left = Date.parse(body.strongFactorFrom) - Date.now();
  assert.ok(left > 6.9 * DAY && left <= 7 * DAY, body.strongFactorFrom);
  assert.equal(body.unenrolled.length, 6);
  const { enrolBy } = (await world.a.as('viewer').get('/session')).body;
  assert.equal(Date.parse(enrolBy), Date.parse(body.strongFactorFrom));
});

test('when the grace is over only the way to enrolment answers: no reads, files, uploads or exports', async () => {
  const owner = world.a.as('owner');
  const member = world.a.as('member');
  await enrolTotp(owner);
  const made = await makeCase(member, world.a, { title: 'Pump', body: 'It stopped.' });
  const filer = filerOf(world, 'member');
  const content = new TextEncoder().encode('A log line\n');
  const { id } = await filer.upload(made.path, { name: 'a.log', content, type: 'text/plain' });
  const file = `${world.a.path}/evidence/${id}/content`;
  const upload = { name: 'b.log', size: 3, type: 'text/plain', caption: '', tags: [] };
  assertStatus(await setPolicy(owner, world.a, { strongFactor: { graceDays: 0 } }), 200);
  const refused = [
    await member.get(world.a.path),
    await member.get(made.path),
    await member.get(file),
    await member.post(`${made.path}/uploads`, upload),
    await member.post(`${world.a.path}/cases/query`, {}),
    await member.get(`${world.a.path}/events`),
  ];
  for (const reply of refused) {
    assertStatus(reply, 403);
    assert.equal(reply.body.code, 'enrolment_required');
  }
  assertStatus(await member.get('/session'), 200);
  assertStatus(await owner.get(world.a.path), 200);
  await enrolTotp(member);
  assertStatus(await member.get(file), 200);
  assertStatus(await member.post(`${made.path}/uploads`, upload), 201);
  const { unenrolled } = (await policyOf(owner, world.a)).body;
  const missing = unenrolled.map(({ role }: { role: Role }) => role).sort();
  assert.deepEqual(missing, ['admin', 'manager', 'reviewer', 'viewer']);
});

test('an API token is bound by what its maker lacks', async () => {
  const { workspaceId, people } = world.b;
  const { userId } = people.manager;
  const pass = await tokenOf(workspaceId, userId);
  assert.equal(await enterBy(pass, workspaceId), 'manager');
  await inDatabase(world.test, `update app.workspaces set strong_factor_from = now() where id = $1`, [
    workspaceId,
  ]);
  await assert.rejects(enterBy(pass, workspaceId), { code: 'CW415' });
  await enrolTotp(world.b.as('manager'));
  assert.equal(await enterBy(pass, workspaceId), 'manager');
  await inDatabase(world.test, `update app.workspaces set strong_factor_from = null where id = $1`, [
    workspaceId,
  ]);
});

test('who administers needs a strong factor after seven days, and no setting lifts that', async () => {
  const { admin, owner, member } = world.b.people;
  const asOwner = world.b.as('owner');
  assertStatus(await setPolicy(asOwner, world.b, { strongFactor: null }), 200);
  for (const { userId } of [admin, owner]) await adminFor(world.test, userId, '6 days 23 hours');
  assertStatus(await world.b.as('admin').get(world.b.path), 200);
  const { enrolBy } = (await world.b.as('admin').get('/session')).body;
  assert.ok(Date.parse(enrolBy) - Date.now() < 2 * 3600 * 1000);
  assert.equal((await world.b.as('member').get('/session')).body.enrolBy, null);
  for (const { userId } of [admin, owner]) await adminFor(world.test, userId, '7 days 1 minute');
  for (const role of ['admin', 'owner'] as const) {
    const reply = await world.b.as(role).get(world.b.path);
    assertStatus(reply, 403);
    assert.equal(reply.body.code, 'enrolment_required');
    assertStatus(await world.b.as(role).get(`${world.b.path}/security-policy`), 403);
  }
  assertStatus(await world.b.as('member').get(world.b.path), 200);
  await enrolTotp(asOwner);
  assertStatus(await asOwner.get(world.b.path), 200);
  const everything = { signInMethods: null, strongFactor: null, privateDevices: true };
  assertStatus(await setPolicy(asOwner, world.b, everything), 200);
  assertStatus(await world.b.as('admin').get(world.b.path), 403);
  const { body } = await policyOf(asOwner, world.b);
  const due = body.unenrolled.find(({ userId }: { userId: string }) => userId === admin.userId)?.due;
  assert.ok(Date.parse(due) < Date.now());
  assert.equal(body.unenrolled.find(({ userId }: { userId: string }) => userId === member.userId)?.due, null);
});

test('of the patch nothing but the three settings is taken, and none that is out of bounds', async () => {
  const owner = world.b.as('owner');
  const bodies = [
    { strongFactor: { graceDays: 31 } },
    { strongFactor: { graceDays: -1 } },
    { strongFactor: { graceDays: 7, exempt: ['admin'] } },
    { signInMethods: [] },
    { signInMethods: ['code', 'code'] },
    { signInMethods: ['setup'] },
    { adminsExempt: true },
  ];
  for (const body of bodies) assertStatus(await setPolicy(owner, world.b, body), 422);
  const unversioned = await owner.patch(`${world.b.path}/security-policy`, { strongFactor: null });
  assertStatus(unversioned, 428);
});

test('a way of signing in that is not allowed is refused at the door, and one’s own cannot be', async () => {
  const owner = world.b.as('owner');
  const own = await setPolicy(owner, world.b, { signInMethods: ['password', 'passkey'] });
  assertStatus(own, 422);
  assert.equal(own.body.field, 'signInMethods');
  assertStatus(await setPolicy(owner, world.b, { signInMethods: ['code', 'passkey'] }), 200);
  const { userId } = world.b.people.reviewer;
  const by = (factor: string) =>
    inDatabase(world.test, 'update app.sessions set first_factor = $2 where user_id = $1', [userId, factor]);
  await by('password');
  const refused = await world.b.as('reviewer').get(world.b.path);
  assertStatus(refused, 403);
  assert.equal(refused.body.code, 'sign_in_method_refused');
  await by('passkey');
  assertStatus(await world.b.as('reviewer').get(world.b.path), 200);
  assertStatus(await setPolicy(owner, world.b, { signInMethods: null }), 200);
  await by('password');
  assertStatus(await world.b.as('reviewer').get(world.b.path), 200);
});

test('where private devices are not allowed, long sessions become short at once', async () => {
  const { userId } = world.b.people.viewer;
  await inDatabase(
    world.test,
    `update app.sessions set private_device = true, expires_at = now() + interval '30 days' where user_id = $1`,
    [userId],
  );
  const viewer = world.b.as('viewer');
  assert.equal((await viewer.get('/session')).body.privateDevice, true);
  assertStatus(await setPolicy(world.b.as('owner'), world.b, { privateDevices: false }), 200);
  const { privateDevice, expiresAt } = (await viewer.get('/session')).body;
  assert.equal(privateDevice, false);
  assert.ok(Date.parse(expiresAt) - Date.now() <= 8 * 3600 * 1000);
});

async function tokenOf(workspaceId: string, makerId: string): Promise<string> {
  return withClient(world.test.database.ownerUrl, async (client) => {
    const { rows } = await client.query(
      `insert into app.api_tokens (workspace_id, public_id, secret_hash, sealed_name, role, scopes, maker_id, expires_at)
       values ($1, 'abcdefgh1234', repeat('x', 60), '\\x00', 'manager', '{cases:read}', $2, now() + interval '1 day')
       returning pass_id`,
      [workspaceId, makerId],
    );
    return rows[0].pass_id;
  });
}

async function enterBy(pass: string, workspaceId: string): Promise<string> {
  return withClient(world.test.database.appUrl, async (client) => {
    const { rows } = await client.query(`select app.enter($1, $2, '127.0.0.1') ->> 'role' as entered_role`, [
      pass,
      workspaceId,
    ]);
    return rows[0].entered_role;
  });
}
