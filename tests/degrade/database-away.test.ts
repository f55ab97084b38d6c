import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { makeCase, readCase } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { mailAfter } from '#tests/support/outbox.ts';
import { eventually } from '#tests/support/receivers.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { partIs } from './part.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(async () => {
  await answering(true);
  await world.close();
});

/** Whether the database lets anybody in; those inside are thrown out, as when it is restarted. */
async function answering(lets: boolean): Promise<void> {
  const { adminUrl, name } = world.test.database;
  const beside = new URL(adminUrl);
  beside.pathname = '/postgres';
  await withClient(beside.href, async (admin) => {
    await admin.query(`alter database "${name}" with allow_connections ${lets}`);
    if (!lets)
      await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  });
}

const sealed = async (): Promise<boolean> => {
  const { rows } = await withClient(world.test.database.adminUrl, (admin) =>
    admin.query(`select count(*)::int as n from app.audit_entries e
      where not exists (select from app.audit_leaves l where l.entry_id = e.id)`),
  );
  return rows[0]?.n === 0;
};

test('the database is restarted: health says down, requests say so, and everything goes on without a restart', async () => {
  const { a, test: app } = world;
  const member = a.as('member');
  const made = await makeCase(member, a, { title: 'Written before' });
  await partIs(app, 'database', 'ok');
  await answering(false);
  await partIs(app, 'database', 'down');
  assert.equal((await fetch(`${app.url}/api/health`)).status, 503);
  assert.equal((await fetch(`${app.url}/api/health/live`)).status, 200, 'it need not be started anew');
  for (const reply of [await member.get(made.path), await member.get(`${a.path}/cases/drafts`)])
    assert.equal(reply.status, 503, reply.text);
  await answering(true);
  await partIs(app, 'database', 'ok');
  assert.equal((await readCase(member, made)).title, 'Written before');
  await makeCase(member, a, { title: 'Written after' });
  const invited = { email: 'guest@example.org', role: 'viewer' };
  await mailAfter(app, invited.email, /invitation#/, async () =>
    assertStatus(await a.as('owner').post(`${a.path}/invitations`, invited), 201),
  );
  await eventually(sealed, 'a log that is sealed to its end');
  await partIs(app, 'jobs', 'ok');
});
