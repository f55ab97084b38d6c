import { openName, type Shape } from '../../features/exports/index.ts';
import { tagDigest } from '../../features/workspaces/index.ts';
import { sql, type Tx } from '../../platform/db/index.ts';
import { type KeyScope, newId, SEAL_ROW_SEPARATOR } from '../../security/crypto/index.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Columns that name a row of another table; a record whose row did not come along is left out. */
const PARENTS: Readonly<Record<string, string>> = {
  case_id: 'app.cases',
  other_id: 'app.cases',
  comment_id: 'app.comments',
  round_id: 'app.review_rounds',
  tag_id: 'app.tags',
  contact_id: 'app.contacts',
};

/** What is known of the workspace that comes in. */
export interface Incoming {
  readonly workspaceId: string;
  readonly scope: KeyScope;
  /** Ids there, and what they are here: of people and of the workspace. */
  readonly ids: ReadonlyMap<string, string>;
  /** Rows that are in, `table id`. */
  readonly known: Set<string>;
}

/** The record with every id that is another one here, however deep it stands. */
export function translated(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return ids.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => translated(item, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, translated(inner, ids)]));
}

export function hasParents({ known }: Pick<Incoming, 'known'>, record: Row): boolean {
  return Object.entries(PARENTS).every(
    ([column, table]) =>
      record[column] === undefined || record[column] === null || known.has(`${table} ${record[column]}`),
  );
}

/** The row as it is kept here: sealed anew, its digests made anew, in this workspace. */
export function rowOf(shape: Shape, { workspaceId, scope }: Incoming, record: Row): Row {
  const isWorkspace = shape.table === 'app.workspaces';
  const plain = Object.fromEntries(shape.plain.map((column) => [column, record[column]]));
  const row: Row = isWorkspace ? { ...plain, id: workspaceId } : { ...plain, workspace_id: workspaceId };
  const sealed = shape.sealed.map(({ column, seal }): [string, string | null] => {
    const value = record[openName(column)];
    if (value === null || value === undefined) return [column, null];
    const name = seal.row.map((part) => String(row[part])).join(SEAL_ROW_SEPARATOR);
    const context = { table: shape.table.replace(/^app\./, ''), row: name, use: seal.use };
    return [column, hex(scope.seal(context, value))];
  });
  return { ...row, ...Object.fromEntries(sealed), ...madeAnew(shape, scope, record) };
}

function madeAnew({ table }: Shape, scope: KeyScope, record: Row): Row {
  if (table === 'app.tags') return { name_digest: hex(tagDigest(scope, labelOf(record.name))) };
  // As if set today: nothing goes before the day on which somebody here could have looked at them.
  if (table === 'app.retention_rules') return { changed_at: new Date().toISOString() };
  if (table !== 'app.evidence') return {};
  const sha256 = textAt(record.list, 'sha256');
  return {
    blob_key: newId(),
    // Versions point to each other: told once all are in.
    replaces_id: null,
    sha256: sha256 === '' ? null : hex(scope.lookup('evidence-sha256', sha256)),
  };
}

/** Writes rows of one table, all of them or none. */
export async function insertRows(tx: Tx, { table }: Shape, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  const list = sql.join(columns.map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(table)} (${list})
    select ${list} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
    tx,
  );
}

function labelOf(name: unknown): string {
  return textAt(name, 'label');
}

export function textAt(value: unknown, name: string): string {
  const found =
    typeof value === 'object' && value !== null
      ? Object.entries(value).find(([key]) => key === name)
      : undefined;
  return typeof found?.[1] === 'string' ? found[1] : '';
}

const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;
