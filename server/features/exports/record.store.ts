import { type RawBuilder, runIn, sql } from '#server/platform/db/index.ts';
import { exportLog } from '#server/security/audit/export.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import type { Shape } from './columns.ts';

export interface RawRecord<T extends object = Readonly<Record<string, unknown>>> {
  /** The columns that are kept in clear. */
  readonly plain: T;
  /** In the order of the shape's sealed columns. */
  readonly sealed: readonly (Sealed<unknown> | null)[];
  /** The values of its key: the next page begins behind them. */
  readonly place: readonly string[];
}

/** A page of a table's rows in the order of its key. Row-level security leaves those of the workspace entered. */
export async function pageRecords<T extends object = Readonly<Record<string, unknown>>>(
  tx: TenantTx,
  shape: Shape,
  after: readonly string[] | null,
  limit: number,
  only: RawBuilder<unknown> = sql`true`,
): Promise<RawRecord<T>[]> {
  const key = shape.key.map((column) => sql.ref(`t.${column}`));
  const behind =
    after === null || key.length === 0 ? sql`true` : sql`(${sql.join(key)}) > (${sql.join([...after])})`;
  const order = key.length === 0 ? sql`1` : sql.join(key);
  const { rows } = await sql<RawRecord<T>>`
    select to_jsonb(p) as plain, ${bytes(shape.sealed.map(({ column }) => sql.ref(`t.${column}`)))} as sealed,
      ${texts(key)} as place
    from ${sql.table(shape.table)} t cross join lateral (
      select ${sql.join(shape.plain.map((column) => sql.ref(`t.${column}`)))}) p
    where ${home(shape)} and ${behind} and ${only} order by ${order} limit ${limit}`.execute(tx);
  return rows;
}

/** How many rows there are. */
export async function countRecords(tx: TenantTx, shape: Shape): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${sql.table(shape.table)} t where ${home(shape)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

function home({ table }: Shape) {
  return sql`${sql.ref(table === 'app.workspaces' ? 't.id' : 't.workspace_id')} = (select app.tenant())`;
}

function bytes(items: readonly RawBuilder<unknown>[]) {
  return items.length === 0 ? sql`array[]::bytea[]` : sql`array[${sql.join([...items])}]`;
}

function texts(items: readonly RawBuilder<unknown>[]) {
  return items.length === 0
    ? sql`array[]::text[]`
    : sql`array[${sql.join(items.map((item) => sql`${item}::text`))}]`;
}

/** Does one read in a transaction of its own. */
export type InTurn = <T>(read: (tx: TenantTx) => Promise<T>) => Promise<T>;

/** The audit log of the workspace and what proves it, line by line. */
export function auditLines(inTurn: InTurn, workspaceId: string): AsyncIterable<string> {
  return exportLog({ run: (query, values) => inTurn((tx) => runIn(tx, query, values)) }, workspaceId);
}
