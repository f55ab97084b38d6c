import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withProbeWorlds } from '#proofs/probe-worlds.ts';
import { purgeProbeWorlds } from '#server/features/probe-worlds/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeCase, seen } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { exportWorkspace } from '#tests/support/exports.ts';
import { type FilledWorld, startFilledWorld } from '#tests/support/filled-world.ts';
import { operatorToken } from '#tests/support/operator-token.ts';

let world: FilledWorld;
before(async () => {
  world = await startFilledWorld();
});
after(() => world.close());

const asAdmin = <T>(ask: (query: (sql: string, values?: unknown[]) => Promise<T[]>) => Promise<T[]>) =>
  withClient(world.test.database.adminUrl, (admin) =>
    ask(async (sql, values) => (await admin.query(sql, values)).rows as T[]),
  );

/** The tables that hold a row of this workspace. */
async function tablesOf(workspaceId: string): Promise<string[]> {
  return withClient(world.test.database.adminUrl, async (admin) => {
    const { rows } = await admin.query(`select c.relname as name from pg_class c
      join pg_namespace s on s.oid = c.relnamespace and s.nspname = 'app'
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' where c.relkind = 'r' order by 1`);
    const found: string[] = [];
    for (const { name } of rows) {
      const there = await admin.query(`select 1 from app.${name} where workspace_id = $1 limit 1`, [
        workspaceId,
      ]);
      if (there.rows.length > 0) found.push(name);
    }
    return found;
  });
}

test('a throw-away world goes whole, whatever was tried in it', async () => {
  const { a, b } = world;
  const held = await makeCase(a.as('member'), a, { title: 'Held' });
  const place = { reason: 'A dispute' };
  assertStatus(
    await a.as('admin').put(`${held.path}/legal-hold`, place, await seen(a.as('admin'), held)),
    200,
  );
  assertStatus(await a.as('owner').post(`${a.path}/access-reviews`), 201);
  await exportWorkspace(a);
  const before = await tablesOf(a.workspaceId);
  for (const table of ['cases', 'access_reviews', 'exports', 'sso_connections', 'evidence', 'memberships'])
    assert.ok(before.includes(table), `${table} has a row to remove`);
  const [found] = await asAdmin<{ id: string }>((query) => query('select id from app.probe_worlds'));
  assert.equal(await purgeProbeWorlds(world.test.app.services, found?.id ?? ''), true);
  for (const { workspaceId, people } of [a, b]) {
    const left = (await tablesOf(workspaceId)).filter((name) => name !== 'gone_files');
    assert.deepEqual(left, ['audit_entries']);
    const ids = Object.values(people).map(({ userId }) => userId);
    assert.deepEqual(
      await asAdmin((query) => query('select id from app.users where id = any($1)', [ids])),
      [],
    );
    const [workspace] = await asAdmin<{ state: string }>((query) =>
      query('select state from app.workspaces where id = $1', [workspaceId]),
    );
    assert.equal(workspace?.state, 'purged');
  }
  assert.equal(await purgeProbeWorlds(world.test.app.services, found?.id ?? ''), false);
});

test('a world that could not be removed is told of', async () => {
  const said: string[] = [];
  const warn = (sentence: string) => void said.push(sentence);
  const token = await operatorToken(world);
  await withProbeWorlds(world.test.url, token, async () => undefined, { warn });
  assert.deepEqual(said, []);
  await withProbeWorlds(
    world.test.url,
    token,
    () => asAdmin((query) => query('alter function app.do_purge_workspace rename to do_purge_gone')),
    { warn },
  );
  assert.match(said.join(), /could not be removed.*HTTP 500/);
});
