import type { ImportColumn, ImportPlan } from '#contracts/case-imports.ts';
import { IMPORT_COLUMNS } from '#contracts/case-imports.ts';
import { CsvReader, type CsvRow, csvRows } from './csv-reader.ts';
import { decoded } from './decode.ts';
import { findPart } from './part.store.ts';
import { inWork, type Shelf } from './work.ts';

/** The bytes of the file, a piece in memory at a time, each read in a transaction of its own. */
export async function* fileBytes(shelf: Shelf): AsyncGenerator<Buffer, void, undefined> {
  for (let start = 0; ; ) {
    const piece = await inWork(shelf, (tx, scope) => findPart(tx, scope, shelf.importId, start));
    if (piece === undefined) return;
    yield piece;
    start += piece.length;
  }
}

type Reading = Pick<ImportPlan, 'encoding' | 'delimiter' | 'header'>;

/** The rows of the file as the plan reads them, without the one that names the columns. */
export async function* fileRows(
  shelf: Shelf,
  { encoding, delimiter, header }: Reading,
): AsyncGenerator<CsvRow, void, undefined> {
  let first = header;
  for await (const row of csvRows(decoded(fileBytes(shelf), encoding), delimiter)) {
    if (!first) yield row;
    first = false;
  }
}

/** The row that names the columns, or what stands in its place. */
export async function fileHeader(shelf: Shelf, { encoding, delimiter, header }: Reading): Promise<string[]> {
  for await (const { cells } of csvRows(decoded(fileBytes(shelf), encoding), delimiter))
    return cells.map((name, at) => (header ? name : `Column ${at + 1}`));
  return [];
}

const HEAD = 64 * 1024;

/** How the file begins, as text. */
export async function fileHead(shelf: Shelf, encoding: ImportPlan['encoding']): Promise<string> {
  for await (const text of decoded(fileBytes(shelf), encoding)) return text.slice(0, HEAD);
  return '';
}

/** The columns at the beginning of a file: their names, and the first values in them. */
export function columnsOf(head: string, { delimiter, header }: Omit<Reading, 'encoding'>): ImportColumn[] {
  const reader = new CsvReader(delimiter);
  const rows = [...reader.push(head), ...reader.end()].slice(0, 21);
  const values = header ? rows.slice(1) : rows;
  const width = Math.min(IMPORT_COLUMNS, Math.max(0, ...rows.map(({ cells }) => cells.length)));
  return Array.from({ length: width }, (_, at) => ({
    name: cut(header ? (rows[0]?.cells[at] ?? '') : '') || `Column ${at + 1}`,
    samples: values
      .map(({ cells }) => cut(cells[at] ?? ''))
      .filter((value) => value !== '')
      .slice(0, 3),
  }));
}

function cut(text: string): string {
  return text.trim().slice(0, 120).toWellFormed();
}
