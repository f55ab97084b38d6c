import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { newKitLink } from '#server/app.ts';
import { readKit } from '#server/features/recovery-kit/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { assertStatus, type Client, clientOf, type Reply } from '#tests/support/client.ts';
import { factorLongAgo } from '#tests/support/factors.ts';
import { kitToken } from '#tests/support/recovery-kit.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await startTestWorld();
});
afterEach(() => world.close());

const make = (client: Client, token: string): Promise<Reply> => client.post('/setup/recovery-kit', { token });
const confirm = (client: Client, token: string, word: string): Promise<Reply> =>
  client.post('/setup/recovery-kit/confirmations', { token, word });
const state = async (): Promise<string> => (await world.anonymous.get('/setup')).body.recoveryKit;
const admin = (sql: string) => withClient(world.test.database.adminUrl, (client) => client.query(sql));

test('a kit is made, shown once, and confirmed by the word on it; then its link opens nothing', async () => {
  const owner = world.a.as('owner');
  const token = await kitToken(world.test);
  assert.equal(await state(), 'none');
  const made = await make(owner, token);
  assertStatus(made, 201);
  assert.match(made.headers.get('cache-control') ?? '', /no-store/);
  assert.equal(await state(), 'unconfirmed');
  const wrong = await confirm(owner, token, 'WRNG-WORD');
  assertStatus(wrong, 422);
  assert.equal(wrong.body.field, 'word');
  assert.equal(await state(), 'unconfirmed');
  assertStatus(await confirm(owner, token, ` ${made.body.word.toLowerCase().replace('-', ' ')} `), 200);
  assert.equal(await state(), 'confirmed');
  assertStatus(await make(owner, token), 410);
  assertStatus(await confirm(owner, token, made.body.word), 410);
  assert.equal(await newKitLink(world.test.app.services), undefined, 'there is nothing left to open');
});

test('the page reads as a kit; the server keeps its public half and a digest of the word, and nothing else', async () => {
  const { body } = await make(world.a.as('owner'), await kitToken(world.test));
  const kit = readKit(body.page);
  const fields = `backup-key: ${body.backupKey}\nsigner: ${body.signer}\nroot-keys: ${body.rootKeys}`;
  assert.deepEqual(readKit(fields).key.publicKey, kit.key.publicKey);
  const { rows } = await admin('select * from app.recovery_kits');
  assert.equal(rows.length, 1);
  assert.deepEqual(rows[0].public_key, kit.key.publicKey);
  assert.notDeepEqual(rows[0].word_digest, Buffer.from(body.word));
});

test('who made and confirmed it is in the log of their workspaces', async () => {
  const owner = world.a.as('owner');
  const token = await kitToken(world.test);
  const { body } = await make(owner, token);
  assertStatus(await confirm(owner, token, body.word), 200);
  const { rows } = await admin(
    `select action, actor_id from app.audit_entries where action like 'recovery-kit.%' order by id`,
  );
  assert.deepEqual(
    new Set(rows.map(({ action }) => action)),
    new Set(['recovery-kit.made', 'recovery-kit.confirmed']),
  );
  for (const { actor_id: actor } of rows) assert.equal(actor, world.a.people.owner.userId);
});

test('the link alone is not enough, and a session alone is not either', async () => {
  const token = await kitToken(world.test);
  assertStatus(await make(clientOf(world.test.url), token), 401);
  const member = await make(world.a.as('member'), token);
  assertStatus(member, 403);
  assertStatus(await make(world.a.as('owner'), 'a'.repeat(43)), 410);
  const { userId } = world.a.people.owner;
  await factorLongAgo(world.test, userId);
  const old = await make(world.a.as('owner'), token);
  assertStatus(old, 403);
  assert.equal(old.body.code, 'step_up_required');
  assert.equal(await state(), 'none', 'nothing was made');
  assertStatus(await make(world.a.as('admin'), token), 201);
});

test('until it is confirmed it may be made anew; the word of the one before no longer counts', async () => {
  const owner = world.a.as('owner');
  const token = await kitToken(world.test);
  const first = await make(owner, token);
  const second = await make(owner, token);
  assert.notEqual(first.body.backupKey, second.body.backupKey);
  assertStatus(await confirm(owner, token, first.body.word), 422);
  assertStatus(await confirm(owner, token, second.body.word), 200);
});

test('a link is over after an hour, and when a newer one was printed', async () => {
  const owner = world.a.as('owner');
  const old = await kitToken(world.test);
  const young = await kitToken(world.test);
  assertStatus(await make(owner, old), 410);
  await admin(`update app.setup_links set expires_at = now() + interval '5 seconds' where used_at is null`);
  assertStatus(await make(owner, young), 201);
  await admin(`update app.setup_links set expires_at = now() - interval '1 second' where used_at is null`);
  assertStatus(await make(owner, young), 410);
});

test('control: without the look at the link a confirmed kit would be put aside from the web', async () => {
  const owner = world.a.as('owner');
  const token = await kitToken(world.test);
  const { body } = await make(owner, token);
  assertStatus(await confirm(owner, token, body.word), 200);
  await admin(`create or replace function app.kit_link_open(p_token_digest bytea) returns boolean
    language sql stable security definer set search_path = pg_catalog, pg_temp as 'select true'`);
  assertStatus(await make(owner, token), 201);
  assert.equal(await state(), 'unconfirmed');
});

test('with the live database role alone, no key gets in: the door wants a proof of the server', async () => {
  const token = await kitToken(world.test);
  const digest = world.test.app.services.system().lookup('kit-link', token);
  const made = await withClient(world.test.database.appUrl, (client) =>
    client.query('select app.make_recovery_kit($1, $2, $2, $3, $2) as ok', [
      digest,
      Buffer.alloc(32, 1),
      String(Date.now()),
    ]),
  );
  assert.equal(made.rows[0].ok, false);
  assert.equal(await state(), 'none');
});

test('health turns, and admins are told, while a kit was made and not confirmed', async () => {
  const owner = world.a.as('owner');
  const token = await kitToken(world.test);
  const { body } = await make(owner, token);
  await admin(
    `insert into app.backups (id, own, taken_at, outcome, place) values ('b', true, now(), 'complete', 'folder')`,
  );
  const told = async () => (await owner.get(`${world.a.path}/backups`)).body;
  const { kit, backup } = await told();
  assert.deepEqual([kit, backup.status, backup.note], ['unconfirmed', 'degraded', 'unconfirmed']);
  assertStatus(await confirm(owner, token, body.word), 200);
  assert.equal((await told()).backup.status, 'ok');
});
