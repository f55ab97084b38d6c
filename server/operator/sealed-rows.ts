import { type Db, sql } from '../platform/db/index.ts';
import type { SealedColumn } from '../security/classification.ts';
import { SEAL_ROW_SEPARATOR, type Sealed, SYSTEM_SCOPE } from '../security/crypto/index.ts';

export interface SealedRow {
  /** Where the row lies now; another place once anyone changed it. */
  readonly place: string;
  readonly scope: string;
  /** What names the row in the seal's associated data. */
  readonly row: string;
  readonly sealed: Sealed<unknown>;
}

const BLOCKS_PER_WINDOW = 64;

/** What stands in the place of a seal that was erased: there is nothing to open. */
const ERASED = Buffer.of(0);

/** Whether this role may change the column: what is append-only stays as it was sealed. */
export async function mayReseal(db: Db, { table, column }: SealedColumn): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select has_column_privilege(${table}::regclass, ${column}, 'update') as may`.execute(db.sql);
  return rows[0]?.may === true;
}

/**
 * Every sealed value of a column that something can still open, a stretch of the table at a time: as fast at the end as at the
 * start. What a purged workspace left behind has no key any more, and nobody misses it.
 */
export async function* sealedRows(
  db: Db,
  column: SealedColumn,
): AsyncGenerator<SealedRow[], void, undefined> {
  const blocks = await blocksOf(db, column.table);
  for (let from = 0; from < blocks; from += BLOCKS_PER_WINDOW) {
    yield await readWindow(db, column, `(${from},0)`, `(${from + BLOCKS_PER_WINDOW},0)`);
  }
}

/** Puts the new seal in the place of the old one, unless someone changed the row meanwhile. */
export async function replaceSeal(
  db: Db,
  { table, column }: SealedColumn,
  { place, sealed }: SealedRow,
  resealed: Buffer,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update ${sql.table(table)} set ${sql.ref(column)} = ${resealed}
    where ctid = ${place}::tid and ${sql.ref(column)} = ${sealed}`.execute(db.sql);
  return numAffectedRows === 1n;
}

async function blocksOf(db: Db, table: string): Promise<number> {
  const { rows } = await sql<{ blocks: string }>`
    select pg_relation_size(${table}::regclass) / current_setting('block_size')::int as blocks`.execute(
    db.sql,
  );
  return Number(rows[0]?.blocks ?? 0);
}

async function readWindow(db: Db, sealed: SealedColumn, from: string, to: string): Promise<SealedRow[]> {
  const column = sql.ref(sealed.column);
  const { rows } = await sql<SealedRow>`
    select ctid::text as place, ${scopeOf(sealed)} as scope, ${rowOf(sealed)} as row,
      ${column} as sealed
    from ${sql.table(sealed.table)}
    where ctid >= ${from}::tid and ctid < ${to}::tid and ${column} is not null and ${column} <> ${ERASED}
      and not exists (select from app.workspaces gone where gone.state = 'purged' and gone.id::text = ${scopeOf(sealed)})`.execute(
    db.sql,
  );
  return rows;
}

function rowOf({ row }: SealedColumn) {
  return sql`concat_ws(${SEAL_ROW_SEPARATOR}, ${sql.join(row.map((column) => sql.ref(column)))})`;
}

function scopeOf({ table, scope }: SealedColumn) {
  if (scope === 'system') return sql`${SYSTEM_SCOPE}::text`;
  const place = `${table}.${table === 'app.workspaces' ? 'id' : 'workspace_id'}`;
  return sql`coalesce(${sql.ref(place)}::text, ${SYSTEM_SCOPE})`;
}
