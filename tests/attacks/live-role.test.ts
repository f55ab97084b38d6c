import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { connect, type OperatorClient } from '#server/platform/db/operator-client.ts';
import { names, tables } from '#tests/rls/catalogue.ts';
import { makeCase } from '#tests/support/cases.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

/** Someone who runs SQL as the live role, without a session: a hole in the server, or its stolen password. */
let world: TestWorld;
let admin: OperatorClient;
let live: OperatorClient;
/** The tables of workspaces that the live role may read at all. */
let readable: string[];
before(async () => {
  world = await startTestWorld();
  await makeCase(world.a.as('member'), world.a, { title: 'Pump', body: 'It stopped.' });
  await makeCase(world.b.as('member'), world.b, { title: 'Pump', body: 'It stopped.' });
  admin = await connect(world.test.database.adminUrl);
  live = await connect(world.test.database.appUrl);
  const tenant = (await tables(admin)).filter((table) => table.tenant).map(({ name }) => name);
  readable = await names(
    admin,
    `select t as name from unnest($1::text[]) t where has_table_privilege('caseward_app', 'app.' || t, 'select')`,
    [tenant],
  );
  assert.ok(readable.length > 15);
});
after(async () => {
  await live.end();
  await admin.end();
  await world.close();
});

/** Runs as the live role in a transaction of its own that is undone. */
async function undone<T>(work: (client: OperatorClient) => Promise<T>): Promise<T> {
  await live.query('begin');
  try {
    return await work(live);
  } finally {
    await live.query('rollback');
  }
}

/** Those tables of workspaces in which the live role sees a row now. */
async function open(client: OperatorClient): Promise<string[]> {
  const looks = readable.map((name) => `select '${name}' as name where exists (select 1 from app.${name})`);
  const { rows } = await client.query<{ name: string }>(looks.join(' union all '));
  return rows.map(({ name }) => name);
}

/** What the live role sees of all workspaces after saying this. */
const seenAfter = (context: string | undefined) =>
  undone(async (client) => {
    if (context !== undefined) await client.query(`select set_config('app.context', $1, true)`, [context]);
    return open(client);
  });

async function sessionOf(role: 'owner' | 'member'): Promise<string> {
  const payload = world.a.people[role].cookie.split('.')[1] ?? '';
  return JSON.parse(Buffer.from(payload, 'base64url').toString()).sid;
}

async function realContext(): Promise<string> {
  const session = await sessionOf('owner');
  return undone(async (client) => {
    await client.query('select app.enter($1, $2, null)', [session, world.a.workspaceId]);
    assert.ok((await open(client)).includes('cases'), 'the way in works');
    const { rows } = await client.query(`select current_setting('app.context') as kept`);
    return rows[0].kept;
  });
}

test('a context that was guessed, cut, stretched or kept opens nothing', async () => {
  const kept = await realContext();
  const body = kept.slice(64);
  const forged = [
    kept,
    randomBytes(32).toString('hex') + body,
    '0'.repeat(64) + body,
    body,
    kept.slice(0, 64),
    kept.replaceAll(world.a.workspaceId, world.b.workspaceId),
    `${kept}1`,
    kept.toUpperCase(),
    world.a.workspaceId,
    '',
    `${world.a.workspaceId}${'0'.repeat(64)}`,
  ];
  for (const context of forged) assert.deepEqual(await seenAfter(context), [], context);
  assert.deepEqual(await seenAfter(undefined), []);
});

test('a context set for the whole session, as a pool might leave it, opens nothing', async () => {
  const kept = await realContext();
  await live.query(`select set_config('app.context', $1, false)`, [kept]);
  try {
    assert.deepEqual(await seenAfter(undefined), []);
  } finally {
    await live.query(`reset app.context`);
  }
});

test('a workspace cannot be entered with a session that is made up, ended or a stranger’s', async () => {
  const entering = (session: string, workspace: string) =>
    undone((client) => client.query('select app.enter($1, $2, null)', [session, workspace]));
  await assert.rejects(entering(randomUUID(), world.a.workspaceId));
  await assert.rejects(entering('00000000-0000-0000-0000-000000000000', world.a.workspaceId));
  await assert.rejects(entering(await sessionOf('owner'), world.b.workspaceId));
});

test('the search finds nothing without a context, by any token there is', async () => {
  const { rows } = await admin.query('select distinct unnest(tokens)::text as token from app.search_docs');
  assert.ok(rows.length > 0);
  for (const { token } of rows) {
    const found = await undone((client) =>
      client.query('select * from app.search_cases($1, 100)', [[token]]),
    );
    assert.equal(found.rowCount, 0);
  }
});

test('the log of reads takes a person’s, a token’s or a directory’s, and nobody else’s', async () => {
  const noting = (kind: string) =>
    undone((client) =>
      client.query('select app.audit_reads($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', [
        [world.a.workspaceId],
        [kind],
        [world.a.people.owner.userId],
        [randomUUID()],
        ['case.read'],
        ['case'],
        [randomUUID()],
        ['title'],
        [null],
        ['request'],
        ['{}'],
      ]),
    );
  for (const kind of ['user', 'token', 'scim']) await noting(kind);
  for (const kind of ['operator', 'system', 'anonymous'])
    await assert.rejects(noting(kind), { code: '23502' }, kind);
});

interface Door {
  readonly signature: string;
  readonly name: string;
  readonly types: readonly string[];
}

async function doors(): Promise<Door[]> {
  const { rows } = await admin.query<Door>(`
    select p.oid::regprocedure::text as signature, p.proname as name,
      coalesce((select array_agg(format_type(t, null) order by o) from unnest(p.proargtypes) with ordinality u (t, o)),
        '{}') as types
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'app' and p.prosecdef and has_function_privilege('caseward_app', p.oid, 'execute')
    order by 1`);
  return rows;
}

/** Guesses for an argument: what someone outside could know or make up. */
const guesses: Readonly<Record<string, () => unknown>> = {
  uuid: randomUUID,
  'uuid[]': () => [randomUUID()],
  bytea: () => randomBytes(32),
  'bytea[]': () => [randomBytes(32)],
  text: () => 'guess',
  'text[]': () => ['guess'],
  integer: () => 1,
  'integer[]': () => [1],
  bigint: () => Date.now(),
  'bigint[]': () => [1],
  boolean: () => true,
  inet: () => '127.0.0.1',
  jsonb: () => '{}',
  'jsonb[]': () => ['{}'],
  'timestamp with time zone': () => new Date().toISOString(),
};

/** Doors that hand out ciphertext by an id that is known: it is nothing without the root key. */
const CIPHERTEXT_BY_ID: ReadonlySet<string> = new Set(['load_keys', 'find_user_by_id']);

function argumentsOf({ types, signature }: Door, workspace: string | undefined): unknown[] {
  return types.map((type) => {
    const guess = guesses[type];
    assert.ok(guess, `no guess for a ${type}, which ${signature} asks for`);
    if (workspace !== undefined && type === 'uuid') return workspace;
    if (workspace !== undefined && type === 'uuid[]') return [workspace];
    return guess();
  });
}

/** Whether the door, called with these, says anything of workspace A or opens it. */
async function gives(door: Door, values: readonly unknown[]): Promise<string | undefined> {
  const ids = [world.a.workspaceId, ...Object.values(world.a.people).map(({ userId }) => userId)];
  return undone(async (client) => {
    const marks = values.map((_, i) => `$${i + 1}`).join(', ');
    await client.query('savepoint call');
    const { rows } = await client
      .query(`select * from app.${door.name}(${marks})`, [...values])
      .catch(async () => {
        await client.query('rollback to call');
        return { rows: [] };
      });
    const told = JSON.stringify(rows);
    if (ids.some((id) => told.includes(id) && !JSON.stringify(values).includes(id))) return `it told ${told}`;
    const opened = await open(client);
    return opened.length > 0 ? `${opened} was open after it` : undefined;
  });
}

test('no door opens a workspace to whoever has no session', async (context) => {
  const all = await doors();
  assert.ok(all.length > 30, `only ${all.length} doors`);
  for (const door of all) {
    for (const workspace of [undefined, world.a.workspaceId, world.a.people.owner.userId]) {
      assert.equal(await gives(door, argumentsOf(door, workspace)), undefined, door.signature);
    }
  }
  context.diagnostic(`${all.length} doors`);
});

test('what a door gives by an id that is known is ciphertext', async () => {
  for (const door of await doors()) {
    if (!CIPHERTEXT_BY_ID.has(door.name)) continue;
    const { rows } = await undone((client) =>
      client.query(`select * from app.${door.name}($1)`, [world.a.people.owner.userId]),
    );
    for (const value of rows.flatMap((row) => Object.values(row))) {
      assert.ok(!String(value).includes('Probe owner'), door.signature);
    }
  }
});

test('control: a door that trusts whoever calls is found out', async () => {
  await admin.query(`
    create function app.twin(p_workspace uuid) returns setof uuid language sql security definer
      set search_path = pg_catalog, pg_temp as $$ select m.user_id from app.memberships m $$;
    grant execute on function app.twin(uuid) to caseward_app`);
  try {
    const door = (await doors()).find(({ name }) => name === 'twin');
    assert.ok(door);
    assert.match((await gives(door, [world.a.workspaceId])) ?? '', /it told/);
  } finally {
    await admin.query('drop function app.twin(uuid)');
  }
});

test('control: with a policy that asks nothing the tables are open', async () => {
  await admin.query('create policy twin on app.cases to caseward_app using (true)');
  try {
    assert.deepEqual(await seenAfter(undefined), ['cases']);
  } finally {
    await admin.query('drop policy twin on app.cases');
  }
});
