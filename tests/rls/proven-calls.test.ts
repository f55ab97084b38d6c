import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { inTenantForImport } from '#server/security/tenancy/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

const asLiveRole = (text: string, values: unknown[]) =>
  withClient(world.test.database.appUrl, (client) => client.query(text, values));
const noProof = [Date.now(), Buffer.alloc(32)];

test('the live role alone does not get into a workspace as the system', async () => {
  const call = asLiveRole('select app.enter_as_system($1, $2, $3)', [world.a.workspaceId, ...noProof]);
  await assert.rejects(call, { code: 'CW404' });
});

test('nor as a person whose import is under way', async () => {
  const id = await runningImport();
  const call = asLiveRole('select app.enter_for_import($1, $2, $3, $4)', [
    world.a.workspaceId,
    id,
    ...noProof,
  ]);
  await assert.rejects(call, { code: 'CW404' });
});

test('with the proof of this process a person enters for an import of theirs that runs, and for no other', async () => {
  const { services } = world.test.app;
  const { workspaceId } = world.a;
  const enter = (importId: string, where = workspaceId) =>
    inTenantForImport(services.db, { workspaceId: where, importId }, async (_tx, actor) => actor.role);
  const id = await runningImport();
  assert.equal(await enter(id), 'manager');
  await assert.rejects(enter(id, world.b.workspaceId), { code: 'not_found' });
  await assert.rejects(enter(randomUUID()), { code: 'not_found' });
  await withClient(world.test.database.adminUrl, (admin) =>
    admin.query(`update app.case_imports set state = 'done' where id = $1`, [id]),
  );
  await assert.rejects(enter(id), { code: 'not_found' });
});

async function runningImport(): Promise<string> {
  const id = randomUUID();
  await withClient(world.test.database.adminUrl, (admin) =>
    admin.query(
      `insert into app.case_imports (workspace_id, id, made_by, state, sealed_name, size) values ($1, $2, $3, 'running', '', 1)`,
      [world.a.workspaceId, id, world.a.people.manager.userId],
    ),
  );
  return id;
}

test('the live role alone does not open a session for someone', async () => {
  const { userId } = world.a.people.owner;
  const values = [randomUUID(), userId, false, Buffer.alloc(40), 'full', 'code', null, null];
  await assert.rejects(
    asLiveRole('select app.open_session($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [...values, ...noProof]),
    {
      code: 'CW401',
    },
  );
  const inner = asLiveRole('select app.create_session($1, $2, $3, $4, $5, $6, $7, $8)', values);
  await assert.rejects(inner, { code: '42501' });
});

test('the door key is neither read nor replaced by the live role', async () => {
  await assert.rejects(asLiveRole('select door_key from app.context_secrets', []), { code: '42501' });
  const { rows } = await asLiveRole('select app.keep_door_key($1) as ok', [Buffer.alloc(32)]);
  assert.equal(rows[0].ok, false);
});

test('negative control: without the check the same call does get in', async () => {
  await withClient(world.test.database.adminUrl, (client) =>
    client.query(`create or replace function app.proven(p_subject text, p_moment bigint, p_proof bytea)
      returns boolean language sql as 'select true'`),
  );
  await asLiveRole('select app.enter_as_system($1, $2, $3)', [world.a.workspaceId, ...noProof]);
  const id = await runningImport();
  await asLiveRole('select app.enter_for_import($1, $2, $3, $4)', [world.a.workspaceId, id, ...noProof]);
});
