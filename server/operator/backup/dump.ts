import { copyOut } from '../../platform/db/copy.ts';
import type { OperatorClient } from '../../platform/db/operator-client.ts';
import { type DumpedTable, dumpedTables } from './dumped-tables.ts';
import { frame, jsonFrame } from './frames.ts';

/** How many rows a dump holds: in all, and of each table. */
export interface RowCounts {
  readonly total: number;
  readonly tables: Readonly<Record<string, number>>;
}

/** Every row of every table as the client's snapshot shows it; `counted` is told how many when the end is written. */
export async function* dumpDatabase(
  client: OperatorClient,
  counted: (counts: RowCounts) => void,
): AsyncGenerator<Buffer, void, undefined> {
  const tables: Record<string, number> = {};
  for (const table of await dumpedTables(client)) {
    yield jsonFrame('T', { table: table.name, columns: table.columns });
    tables[table.name] = yield* dumpTable(client, table);
    yield jsonFrame('E', { table: table.name, rows: tables[table.name] });
  }
  const total = Object.values(tables).reduce((sum, rows) => sum + rows, 0);
  const counts = { total, tables };
  yield jsonFrame('Z', counts);
  counted(counts);
}

const LINE_FEED = 0x0a;

async function* dumpTable(
  client: OperatorClient,
  { copy }: DumpedTable,
): AsyncGenerator<Buffer, number, undefined> {
  let rows = 0;
  for await (const piece of copyOut(client, copy)) {
    // A row ends with the only line feed in it: COPY writes those of the data as \n.
    for (const byte of piece as Buffer) if (byte === LINE_FEED) rows += 1;
    yield frame('R', piece);
  }
  return rows;
}
