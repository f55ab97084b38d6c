import { buffer } from 'node:stream/consumers';
import { loadConfig, processEnv } from '../config.ts';
import { type BlobStore, openBlobs } from '../platform/blobs/index.ts';
import { type Db, openDatabase, sql, statement } from '../platform/db/index.ts';
import { StartError } from '../platform/start-error.ts';
import { classification, sealedColumns } from '../security/classification.ts';
import { createKeyRing, type KeyRing, openRootKey } from '../security/crypto/index.ts';
import { withDatabases } from './databases.ts';
import { loadKeys } from './key-rows.ts';
import { sealedRows } from './sealed-rows.ts';

export const scanErasedHelp = `caseward scan-erased WORD…

  Looks for these words in every row of every table, in clear and inside whatever the keys of this deployment still
  open, and in the names and bytes of every stored file. Says where each was found; 1 is answered when any was.`;

export interface ScanMeans {
  /** As the operator, or a role that sees all. */
  readonly db: Db;
  readonly ring: KeyRing;
  readonly blobs: BlobStore;
}

/** Looks for what should be gone. Returns the exit code. */
export async function scanErasedCommand(
  words: string[],
  print: (line: string) => void = console.log,
  warn: (line: string) => void = console.error,
): Promise<number> {
  if (words.length === 0 || words.some((word) => word.length < 3 || word.startsWith('-'))) {
    warn(scanErasedHelp);
    return 2;
  }
  const config = loadConfig(processEnv());
  return withDatabases(config, async ({ operator }) => {
    if (operator === undefined) throw new StartError('This command needs DATABASE_OPERATOR_URL.');
    const db = openDatabase({ url: operator, max: 2, prepared: false });
    try {
      const root = openRootKey(config.rootKey);
      const ring = createKeyRing({ root, load: (scope) => loadKeys(db, scope) });
      const found = await scanFor({ db, ring, blobs: await openBlobs(config.blobs) }, words);
      for (const place of found) print(place);
      print(found.length === 0 ? 'Nothing was found.' : `Found in ${found.length} places.`);
      return found.length === 0 ? 0 : 1;
    } finally {
      await db.close();
    }
  });
}

/** Every place one of these words stands, `table` or `table.column row` or `file`. Letter case counts for nothing. */
export async function scanFor(means: ScanMeans, words: readonly string[]): Promise<string[]> {
  const wanted = words.map((word) => word.toLowerCase());
  const has = (text: string) => wanted.some((word) => text.toLowerCase().includes(word));
  return [
    ...(await inClear(means.db, wanted)),
    ...(await underSeals(means, has)),
    ...(await inFiles(means, has)),
  ];
}

async function inClear(db: Db, words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const table of Object.keys(classification)) {
    if (!(await mayRead(db, table))) continue;
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from ${sql.table(table)} t
      where exists (select 1 from unnest(${[...words]}::text[]) w where position(w in lower(t::text)) > 0)`.execute(
      db.sql,
    );
    if ((rows[0]?.n ?? 0) > 0) found.push(`${table}: ${rows[0]?.n} rows in clear`);
  }
  return found;
}

const may = statement<[table: string], { may: boolean }>(`
  select coalesce(has_table_privilege(to_regclass($1), 'select'), false) as may`);
async function mayRead(db: Db, table: string): Promise<boolean> {
  return (await db.run(may, [table]))[0]?.may === true;
}

/** What no key opens any more counts as gone: that is what destroying a key is for. */
async function underSeals({ db, ring }: ScanMeans, has: (text: string) => boolean): Promise<string[]> {
  const found: string[] = [];
  for (const column of sealedColumns()) {
    if (column.column === 'sealed_file_key' || !(await mayRead(db, column.table))) continue;
    for await (const rows of sealedRows(db, column)) {
      for (const row of rows) {
        const context = { table: column.table.replace(/^app\./, ''), row: row.row, use: column.use };
        const text = await ring
          .open(row.scope)
          .then((scope) => JSON.stringify(scope.unseal(context, row.sealed)))
          .catch(() => '');
        if (has(text)) found.push(`${column.table}.${column.column} ${row.row}`);
      }
    }
  }
  return found;
}

const workspaces = statement<[], { id: string }>('select w.id from app.workspaces w');

async function inFiles({ db, blobs }: ScanMeans, has: (text: string) => boolean): Promise<string[]> {
  const found: string[] = [];
  for (const { id } of await db.run(workspaces, [])) {
    for await (const { key } of blobs.list(id)) {
      const bytes = await buffer(await blobs.get(key));
      if (has(key) || has(bytes.toString('latin1'))) found.push(`file ${key}`);
    }
  }
  return found;
}
