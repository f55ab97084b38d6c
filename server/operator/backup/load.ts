import { z } from 'zod';
import { copyIn } from '../../platform/db/copy.ts';
import { inTransaction, type OperatorClient, withClient } from '../../platform/db/operator-client.ts';
import { leftOut } from './dumped-tables.ts';
import { BrokenDump, type Frame, framesOf } from './frames.ts';
import { markUnfinished } from './unfinished-restore.ts';

const TableBegins = z.object({ table: z.string(), columns: z.array(z.string()).min(1) });
const TableEnds = z.object({ table: z.string(), rows: z.number().int().min(0) });
const DumpEnds = z.object({ total: z.number().int(), tables: z.record(z.string(), z.number().int()) });
type RowCounts = z.infer<typeof DumpEnds>;

type Texts = readonly { readonly text: string }[];

// References would have to be loaded in an order that circles do not have; put back, they are checked.
const LOOSEN = `
  select format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as text
  from pg_constraint c where c.contype = 'f' and c.connamespace = 'app'::regnamespace
  union all
  select format('alter table %s no force row level security, disable trigger user', c.oid::regclass)
  from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'`;
// The references first: they are checked by the owner, who sees nothing of a forced table.
const TIGHTEN = `
  select format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) as text
  from pg_constraint c where c.contype = 'f' and c.connamespace = 'app'::regnamespace
  union all
  select format('alter table %s force row level security, enable trigger user', c.oid::regclass)
  from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'`;
const EMPTY = `
  select format('truncate %s', string_agg(c.oid::regclass::text, ', ')) as text
  from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.relname <> 'context_secrets'`;
const COUNT_ON = `
  select format('select setval(%L, (select coalesce(max(%I), 0) + 1 from %s), false)',
    pg_get_serial_sequence(c.oid::regclass::text, a.attname), a.attname, c.oid::regclass) as text
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and a.attidentity <> '' and a.attnum > 0`;
const COPY = `
  select format('copy app.%I (%s) from stdin', $1::text,
    (select string_agg(quote_ident(u.name), ', ' order by u.place) from unnest($2::text[]) with ordinality u (name, place))) as text`;

/**
 * Puts the dump of a backup into a database of the very schema it was taken from, all or nothing, as the owner of the
 * schema. No server starts on it before `markFinished`.
 * @returns the rows of each table. Throws BrokenDump, or the database's error where rows do not fit together.
 */
export async function loadDatabase(
  ownerUrl: string,
  id: string,
  dump: AsyncIterable<Uint8Array>,
): Promise<RowCounts> {
  return withClient(ownerUrl, (owner) =>
    inTransaction(owner, async () => {
      const tighten = await textsOf(owner, TIGHTEN);
      await runAll(owner, [...(await textsOf(owner, LOOSEN)), ...(await textsOf(owner, EMPTY))]);
      const counts = await loadTables(owner, framesOf(dump));
      await runAll(owner, [...(await textsOf(owner, COUNT_ON)), ...tighten]);
      await markUnfinished(owner, id);
      return counts;
    }),
  );
}

async function textsOf(client: OperatorClient, query: string): Promise<Texts> {
  return (await client.query<{ text: string }>(query)).rows;
}

async function runAll(client: OperatorClient, texts: Texts): Promise<void> {
  for (const { text } of texts) await client.query(text);
}

async function loadTables(owner: OperatorClient, frames: AsyncGenerator<Frame, void>): Promise<RowCounts> {
  const loaded: Record<string, number> = {};
  for (;;) {
    const { kind, bytes } = await next(frames);
    if (kind === 'Z') {
      // Whoever hands us the stream checks it as a whole at its end.
      if ((await frames.next()).done !== true) throw new BrokenDump('The dump goes on behind its end.');
      return concluded(DumpEnds.parse(parse(bytes)), loaded);
    }
    if (kind !== 'T') throw new BrokenDump('The dump is damaged.');
    const { table, columns } = TableBegins.parse(parse(bytes));
    if (table in loaded || table in leftOut)
      throw new BrokenDump(`The dump holds ${table}, which it must not.`);
    loaded[table] = await loadTable(owner, columns, frames, table);
  }
}

async function loadTable(
  owner: OperatorClient,
  columns: readonly string[],
  frames: AsyncGenerator<Frame, void>,
  table: string,
): Promise<number> {
  const { rows } = await owner.query<{ text: string }>(COPY, [table, columns]);
  let end: z.infer<typeof TableEnds> | undefined;
  async function* data(): AsyncGenerator<Buffer, void> {
    for (let each = await next(frames); ; each = await next(frames)) {
      if (each.kind === 'R') yield each.bytes;
      else if (each.kind !== 'E') throw new BrokenDump('The dump is damaged.');
      else {
        end = TableEnds.parse(parse(each.bytes));
        return;
      }
    }
  }
  const copied = await copyIn(owner, rows[0]?.text ?? '', data());
  if (end?.table !== table || end.rows !== copied)
    throw new BrokenDump(`The dump says ${end?.rows} rows of ${table}, and holds ${copied}.`);
  return copied;
}

function concluded(told: RowCounts, loaded: Record<string, number>): RowCounts {
  const names = Object.keys(told.tables);
  const same =
    names.length === Object.keys(loaded).length && names.every((name) => told.tables[name] === loaded[name]);
  if (!same) throw new BrokenDump('The dump does not hold the tables it says.');
  return told;
}

async function next(frames: AsyncGenerator<Frame, void>): Promise<Frame> {
  const { value, done } = await frames.next();
  if (done) throw new BrokenDump('The dump ends too early.');
  return value as Frame;
}

function parse(bytes: Buffer): unknown {
  return JSON.parse(bytes.toString('utf8'));
}
