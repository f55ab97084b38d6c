import type { Client } from 'pg';
import { ours } from './catalogue.ts';

type Column = {
  schema: string;
  table: string;
  column: string;
  /** The element type of an array, the base type of a domain, else the type itself. */
  type: string;
  labels: string[] | null;
  array: boolean;
  nullable: boolean;
  filled: 'always' | 'default' | 'no';
};

const typescriptTypes = new Map([
  ...['uuid', 'text', 'varchar', 'bpchar', 'citext', 'name', 'inet', 'cidr', 'tsvector', 'interval'].map(
    asString,
  ),
  ...['timestamptz', 'timestamp', 'date', 'time', 'timetz', 'numeric', 'int8', 'xid8'].map(asString),
  ...['int2', 'int4', 'oid', 'float4', 'float8'].map((type) => [type, 'number'] as const),
  ['bool', 'boolean'],
  ['bytea', 'Buffer'],
  ['json', 'unknown'],
  ['jsonb', 'unknown'],
]);

const columnsQuery = `${ours}
  select c.nspname as schema, c.relname as table, attname as column,
    coalesce(element.typname, base.typname, t.typname) as type,
    (select json_agg(enumlabel order by enumsortorder) from pg_enum
      where enumtypid = coalesce(element.oid, base.oid, t.oid)) as labels,
    element.oid is not null as array,
    not (attnotnull or t.typnotnull) as nullable,
    case when attgenerated = 's' or attidentity = 'a' then 'always'
      when atthasdef or attidentity = 'd' then 'default' else 'no' end as filled
  from own_class c
  join pg_attribute on attrelid = c.oid and attnum > 0 and not attisdropped
  join pg_type t on t.oid = atttypid
  left join pg_type base on base.oid = t.typbasetype and t.typtype = 'd'
  left join pg_type element on element.oid = t.typelem and t.typcategory = 'A'
  where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
  order by c.nspname, c.relname, attnum`;

const heading = `// Row types of every table, read from the database's catalogue.
// Written by \`npm run schema -- --write\`; never edited by hand.
import type { Generated, GeneratedAlways } from 'kysely';
`;

/** server/platform/db/rows.generated.ts: one interface a table and `Database`, the map Kysely is typed with. */
export async function describeRows(client: Client): Promise<string> {
  const { rows } = await client.query<Column>(columnsQuery);
  const tables = Map.groupBy(rows, (row) =>
    row.schema === 'public' ? row.table : `${row.schema}.${row.table}`,
  );
  const interfaces = [...tables].map(([name, columns]) => {
    const fields = columns.map((column) => `  ${column.column}: ${typeOf(column)};`);
    return `export interface ${interfaceName(name)} {\n${fields.join('\n')}\n}\n`;
  });
  const map = [...tables.keys()].map((name) => `  ${key(name)}: ${interfaceName(name)};`);
  return [heading, ...interfaces, `export interface Database {\n${map.join('\n')}\n}\n`].join('\n');
}

function typeOf(column: Column): string {
  const single = column.labels?.map((label) => `'${label}'`).join(' | ') ?? typescriptTypes.get(column.type);
  if (!single) throw new Error(`No TypeScript type for ${column.type} of ${column.table}.${column.column}.`);
  const value = column.array ? (single.includes('|') ? `(${single})[]` : `${single}[]`) : single;
  const nullable = column.nullable && value !== 'unknown' ? `${value} | null` : value;
  if (column.filled === 'always') return `GeneratedAlways<${nullable}>`;
  return column.filled === 'default' ? `Generated<${nullable}>` : nullable;
}

function interfaceName(table: string): string {
  return `${table.replaceAll(/(?:^|[._])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())}Table`;
}

function key(name: string): string {
  return name.includes('.') ? `'${name}'` : name;
}

function asString(type: string): readonly [string, string] {
  return [type, 'string'];
}
