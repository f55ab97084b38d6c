import type { OperatorClient } from '#server/platform/db/operator-client.ts';

export type Table = { readonly name: string; readonly tenant: boolean };

/** Every table of the schema, and whether its rows belong to a workspace. */
export async function tables(client: OperatorClient): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as name, exists (select 1 from pg_attribute a
      where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped) as tenant
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'app' and c.relkind in ('r', 'p') order by 1`);
  return rows;
}

/** The names a query returns in its first column. */
export async function names(client: OperatorClient, text: string, values: unknown[] = []): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(text, values);
  return rows.map((row) => row.name);
}

const values: Readonly<Record<string, string>> = {
  uuid: 'gen_random_uuid()',
  text: 'gen_random_uuid()::text',
  bytea: 'gen_random_uuid()::text::bytea',
  bool: 'false',
  int4: '1',
  int8: '(random() * 1e15)::bigint',
  timestamptz: 'now()',
  jsonb: "'{}'",
  _text: "'{}'",
  _int8: "'{1}'",
  _uuid: "'{}'",
  _cidr: "'{10.0.0.0/8}'",
};

/**
 * One row of `workspace` in a table, whatever the table holds: as superuser in a throw-away database, with its
 * checks and references out of the way.
 */
export async function plant(client: OperatorClient, table: string, workspace: string): Promise<void> {
  const { rows: columns } = await client.query<{ name: string; type: string }>(
    `select a.attname as name, t.typname as type from pg_attribute a join pg_type t on t.oid = a.atttypid
     where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''`,
    [`app.${table}`],
  );
  const checks = await names(
    client,
    `select conname as name from pg_constraint where conrelid = to_regclass($1) and contype = 'c'`,
    [`app.${table}`],
  );
  for (const check of checks) await client.query(`alter table app.${table} drop constraint ${check}`);
  const filled = columns.map(({ name, type }) => {
    if (name === 'workspace_id') return `'${workspace}'`;
    const value = values[type];
    if (value === undefined) throw new Error(`no example of a ${type}, which app.${table}.${name} is`);
    return value;
  });
  await client.query(`set session_replication_role = replica`);
  await client.query(
    `insert into app.${table} (${columns.map(({ name }) => name).join(', ')}) values (${filled.join(', ')})
     on conflict do nothing`,
  );
  await client.query(`set session_replication_role = origin`);
}
