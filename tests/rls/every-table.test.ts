import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { connect, type OperatorClient } from '#server/platform/db/operator-client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { names, plant, type Table, tables } from './catalogue.ts';

let world: TestWorld;
let root: OperatorClient;
let app: OperatorClient;
let all: Table[];
let tenant: string[];

before(async () => {
  world = await startTestWorld();
  root = await connect(world.test.database.adminUrl);
  app = await connect(world.test.database.appUrl);
  all = await tables(root);
  tenant = all.filter((table) => table.tenant).map((table) => table.name);
  for (const name of tenant) {
    await plant(root, name, world.a.workspaceId);
    await plant(root, name, world.b.workspaceId);
  }
});
after(async () => {
  await app.end();
  await root.end();
  await world.close();
});

/** Rows of workspace A that the live role sees, by table; tables it may not read at all are left out. */
async function seenOfA(): Promise<string[]> {
  const seen: string[] = [];
  for (const name of tenant) {
    const where = `from app.${name} where workspace_id = $1`;
    await app.query('savepoint look');
    const { rowCount } = await app
      .query(`select workspace_id ${where}`, [world.a.workspaceId])
      .catch(() => ({ rowCount: 0 }));
    await app.query('rollback to look');
    if (rowCount) seen.push(name);
  }
  return seen;
}

async function inTransaction<T>(work: () => Promise<T>): Promise<T> {
  await app.query('begin');
  try {
    return await work();
  } finally {
    await app.query('rollback');
  }
}

async function enter(place: TestWorld['a'], role: 'owner' | 'member' = 'owner'): Promise<void> {
  const payload = place.people[role].cookie.split('.')[1] ?? '';
  const { sid } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  await app.query('select app.enter($1, $2, null)', [sid, place.workspaceId]);
}

test('row-level security is enabled and forced on every table', async () => {
  const open = await names(
    root,
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'app' and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`,
  );
  assert.deepEqual(open, []);
  assert.ok(tenant.length > 20, `only ${tenant.length} tables of workspaces were looked at`);
});

test('no role that runs is a superuser, escapes row-level security or owns a table', async () => {
  const strong = await names(
    root,
    `select rolname as name from pg_roles where rolname like 'caseward%' and (rolsuper or rolbypassrls or rolcreaterole)`,
  );
  assert.deepEqual(strong, []);
  const owners = await names(
    root,
    `select distinct r.rolname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_roles r on r.oid = c.relowner where n.nspname = 'app'`,
  );
  assert.deepEqual(owners, ['caseward_owner']);
});

test('without a context nothing of a workspace is seen, though it is there', async () => {
  assert.deepEqual(await inTransaction(seenOfA), []);
  for (const name of tenant) {
    const { rowCount } = await root.query(`select 1 from app.${name} where workspace_id = $1`, [
      world.a.workspaceId,
    ]);
    assert.ok(rowCount, name);
  }
});

test('another workspace sees nothing', async () => {
  const seen = await inTransaction(async () => {
    await enter(world.b);
    return seenOfA();
  });
  assert.deepEqual(seen, []);
});

test('its own owner sees the rows the stranger did not', async () => {
  const seen = await inTransaction(async () => {
    await enter(world.a);
    return seenOfA();
  });
  for (const name of ['cases', 'memberships', 'tags', 'audit_entries', 'workspace_keys']) {
    assert.ok(seen.includes(name), name);
  }
});

test('a connection used before carries nothing over', async () => {
  await inTransaction(() => enter(world.a));
  assert.deepEqual(await inTransaction(seenOfA), []);
});

test('a context that was written by hand, or kept from an earlier transaction, matches no row', async () => {
  const { rows } = await inTransaction(async () => {
    await enter(world.a);
    return app.query<{ kept: string }>(`select current_setting('app.context') as kept`);
  });
  const kept = rows[0]?.kept ?? '';
  assert.ok(kept.includes(world.a.workspaceId));
  const forged = [kept, 'f'.repeat(64) + kept.slice(64), world.a.workspaceId];
  for (const context of forged) {
    const seen = await inTransaction(async () => {
      await app.query(`select set_config('app.context', $1, true)`, [context]);
      return seenOfA();
    });
    assert.deepEqual(seen, []);
  }
});

test('inserts and updates are granted column by column', async () => {
  const wide = await names(
    root,
    `select c.relname || ' ' || p as name from pg_class c join pg_namespace n on n.oid = c.relnamespace,
       unnest(array['INSERT', 'UPDATE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) p
     where n.nspname = 'app' and c.relkind = 'r' and has_table_privilege('caseward_app', c.oid, p)`,
  );
  assert.deepEqual(wide, []);
});

test('every reference says what happens on delete, and names the workspace with the row', async () => {
  const silent = await names(
    root,
    `select conname as name from pg_constraint where contype = 'f' and connamespace = 'app'::regnamespace
     and confdeltype = 'a'`,
  );
  assert.deepEqual(silent, []);
  const bare = await names(
    root,
    `select k.conname as name from pg_constraint k where k.contype = 'f' and k.connamespace = 'app'::regnamespace
     and exists (select 1 from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'workspace_id')
     and not exists (select 1 from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'workspace_id'
       and a.attnum = any (k.conkey))`,
  );
  // The sealed log is one for the whole deployment; what follows it holds on to none of its rows.
  assert.deepEqual(bare, ['audit_leaves_entry_id_fkey']);
});

test('no role that runs may change or delete an entry of the audit log', async () => {
  for (const role of ['caseward_app', 'caseward_sealer', 'caseward_operator']) {
    const may = await names(
      root,
      `select c.relname || ' ' || p as name from pg_class c, unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) p
       where c.oid in ('app.audit_entries'::regclass, 'app.audit_leaves'::regclass, 'app.audit_checkpoints'::regclass)
         and (has_table_privilege($1, c.oid, p) or (p = 'UPDATE' and has_any_column_privilege($1, c.oid, p)))`,
      [role],
    );
    assert.deepEqual(may, [], role);
  }
});

test('negative control: without its policy a table is an open book', async () => {
  await root.query('alter table app.tags disable row level security');
  try {
    assert.deepEqual(await inTransaction(seenOfA), ['tags']);
  } finally {
    await root.query('alter table app.tags enable row level security');
  }
});
