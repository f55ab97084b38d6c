import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { consoleLinks } from '#server/app.ts';
import { makeProbeWorlds, purgeProbeWorlds } from '#server/features/probe-worlds/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { assertStatus, clientOf, type Reply } from '#tests/support/client.ts';
import { codeTo } from '#tests/support/outbox.ts';

const email = 'ada@example.test';
let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app.close());

const tokenOf = async (): Promise<string> => (await app.setupLink()).split('#')[1] ?? '';

const setUp = (token: string): Promise<Reply> => {
  const body = { token, email, name: 'Ada', workspaceName: 'Works', preset: 'knowledge' };
  return clientOf(app.url).post('/setup', body);
};

const isOpen = async (): Promise<boolean> => (await clientOf(app.url).get('/setup')).body.open;

const asAdmin = (sql: string) => withClient(app.database.adminUrl, (admin) => admin.query(sql));

test('set-up: a state, a link, a first owner, and no second', async () => {
  assert.equal(await isOpen(), true);
  const token = await tokenOf();
  const code = await codeTo(app, email, async () => assertStatus(await setUp(token), 200));
  assert.match(code, /^[A-Z0-9-]{12,14}$/);
  assert.equal(await isOpen(), false);
  assertStatus(await setUp(token), 410);
  assert.equal(await app.setupLink(), '');
});

test('whoever proves or attacks a deployment before it is set up does not set it up', async () => {
  const token = await tokenOf();
  const { id } = await makeProbeWorlds(app.app.services);
  assert.equal(await isOpen(), true);
  const young = await tokenOf();
  assert.notEqual(young, '', 'a new link is made beside the probes');
  assertStatus(await setUp(token), 410);
  assertStatus(await setUp(young), 200);
  assert.equal(await isOpen(), false);
  await purgeProbeWorlds(app.app.services, id);
  assert.equal(await isOpen(), false);
});

test('the console shows the link of one step, which opens; then that of the next', async () => {
  await makeProbeWorlds(app.app.services);
  const { setupLink, kitLink } = await consoleLinks(app.app.services);
  assert.equal(kitLink, undefined);
  assertStatus(await setUp(setupLink?.split('#')[1] ?? ''), 200);
  const after = await consoleLinks(app.app.services);
  assert.equal(after.setupLink, undefined);
  assert.match(after.kitLink ?? '', /setup\/recovery-kit#/);
});

test('control: people of a workspace that is not synthetic are somebody', async () => {
  const token = await tokenOf();
  await makeProbeWorlds(app.app.services);
  await asAdmin('update app.workspaces set synthetic = false');
  assert.equal(await isOpen(), false);
  assertStatus(await setUp(token), 410);
  assert.equal(await app.setupLink(), '');
});

test('a link is over after an hour', async () => {
  const token = await tokenOf();
  await asAdmin(`update app.setup_links set expires_at = expires_at - interval '59 minutes'`);
  await asAdmin(`update app.setup_links set expires_at = expires_at - interval '61 seconds'`);
  assertStatus(await setUp(token), 410);
  assert.equal(await isOpen(), true);
});

test('control: a minute before it ends it opens', async () => {
  const token = await tokenOf();
  await asAdmin(`update app.setup_links set expires_at = expires_at - interval '59 minutes'`);
  assertStatus(await setUp(token), 200);
});

test('a new link puts the one before out of use, and a made-up one opens nothing', async () => {
  const old = await tokenOf();
  const young = await tokenOf();
  assertStatus(await setUp(old), 410);
  assertStatus(await setUp('a'.repeat(43)), 410);
  assertStatus(await setUp(young), 200);
});

test('of several people with the link one makes the first workspace', async () => {
  const token = await tokenOf();
  const replies = await Promise.all([setUp(token), setUp(token), setUp(token)]);
  assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 410, 410]);
  const { rows } = await asAdmin('select count(*)::int as n from app.workspaces');
  assert.deepEqual(rows, [{ n: 1 }]);
});

for (const part of ['create_user', 'create_workspace', 'enter_as_system', 'audit_identity'])
  test(`where ${part} fails nothing is made, and the same link opens later`, async () => {
    const token = await tokenOf();
    const { rows } = await asAdmin(
      `select p.oid::regprocedure::text as it from pg_proc p where p.oid = to_regproc('app.${part}')`,
    );
    const from = `alter function ${rows[0]?.it}`;
    await asAdmin(`${from} rename to ${part}_away`);
    assertStatus(await setUp(token), 500);
    assert.equal(await isOpen(), true);
    await asAdmin(`${from.replace(part, `${part}_away`)} rename to ${part}`);
    assertStatus(await setUp(token), 200);
  });
