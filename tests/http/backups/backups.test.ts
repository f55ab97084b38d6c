import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

const admin = (sql: string) => withClient(world.test.database.adminUrl, (client) => client.query(sql));
const seen = async (role: 'owner' | 'admin' = 'owner') => {
  const reply = await world.a.as(role).get(`${world.a.path}/backups`);
  assertStatus(reply, 200);
  return reply.body;
};

test('without a kit nothing is planned, and that is said', async () => {
  const found = await seen();
  assert.deepEqual(
    [found.kit, found.backup.note, found.drill.note, found.nextBackupAt, found.backups.length],
    ['none', 'none_yet', 'none_yet', null, 0],
  );
  assert.equal((await (await fetch(`${world.test.url}/api/v1/status`)).json()).drill, null);
});

test('who secures the workspace sees backups and drills, the newest first, and nobody else does', async () => {
  await admin(`insert into app.recovery_kits (public_key, word_digest, confirmed_at)
    values (decode(repeat('01', 32), 'hex'), decode(repeat('02', 32), 'hex'), now())`);
  await admin(`insert into app.backups (id, own, taken_at, outcome, place, total_rows, failure) values
    ('one', true, now() - interval '1 day', 'complete', 'folder /secret/place', 12, null),
    ('two', true, now(), 'failed', 'none', 0, 'a reason with names')`);
  await admin(`insert into app.drills (backup_id, started_at, outcome, migration, total_rows)
    values ('one', now() - interval '1 day', 'passed', 41, 12)`);
  const found = await seen('admin');
  assert.deepEqual(
    found.backups.map(({ id, outcome, rows }: { id: string; outcome: string; rows: number }) => [
      id,
      outcome,
      rows,
    ]),
    [
      ['two', 'failed', 0],
      ['one', 'complete', 12],
    ],
  );
  assert.equal(found.kit, 'confirmed');
  assert.equal(found.backup.note, 'failed');
  assert.equal(found.drill.status, 'ok');
  assert.ok(Date.parse(found.nextDrillAt) - Date.now() > 5 * 24 * 3_600_000);
  assert.ok(!JSON.stringify(found).includes('secret'), 'where they are is not told');
  assert.ok(!JSON.stringify(found).includes('reason'), 'why one failed is for whoever runs the deployment');
  const told = await (await fetch(`${world.test.url}/api/v1/status`)).json();
  const { startedAt, finishedAt, ...drill } = told.drill;
  assert.ok(Date.parse(startedAt) < Date.parse(finishedAt));
  const none = { auditEntries: 0, openedRecords: 0, openedFiles: 0 };
  assert.deepEqual(
    drill,
    { outcome: 'passed', migration: 41, rows: 12, ...none },
    'anyone: figures, no names',
  );
  assertStatus(await world.a.as('manager').get(`${world.a.path}/backups`), 403);
  assertStatus(await world.b.as('owner').get(`${world.a.path}/backups`), 404);
});
