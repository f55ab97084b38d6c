import type { ImportDelimiter } from '#contracts/case-imports.ts';

export interface CsvRow {
  /** As a spreadsheet counts, from 1; rows that hold nothing are counted and left out. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Why the row cannot be taken as it stands. */
  readonly broken?: 'quote-not-closed' | 'row-too-long';
}

/** Characters of one row that are kept at most. */
const LONGEST_ROW = 1_000_000;

/**
 * Reads CSV (RFC 4180) that comes in chunks of any size. Lines end with CR LF, LF or CR; quotes stand for themselves
 * inside a cell that does not begin with one. Holds one row at a time: one that is too long is dropped, and said to be.
 */
export class CsvReader {
  readonly #delimiter: string;
  #mode: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  #afterCr = false;
  #cells: string[] = [];
  #cell = '';
  #length = 0;
  #row = 1;

  constructor(delimiter: ImportDelimiter) {
    this.#delimiter = delimiter;
  }

  /** The rows that this chunk ends. */
  push(text: string): CsvRow[] {
    const rows: CsvRow[] = [];
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const sign = text[at] ?? '';
      if (this.#afterCr) {
        this.#afterCr = false;
        if (sign === '\n') {
          from = at + 1;
          continue;
        }
      }
      if (this.#mode === 'quoted') {
        if (sign !== '"') continue;
        this.#keep(text.slice(from, at));
        this.#mode = 'closed';
      } else if (sign === '"' && this.#mode === 'start') this.#mode = 'quoted';
      else if (sign === '"' && this.#mode === 'closed') {
        // Two in a row: one that stands for itself.
        this.#mode = 'quoted';
        from = at;
        continue;
      } else if (sign === this.#delimiter) this.#endCell(text.slice(from, at));
      else if (sign === '\n' || sign === '\r') {
        this.#endCell(text.slice(from, at));
        this.#afterCr = sign === '\r';
        rows.push(...this.#endRow());
      } else {
        // What follows a closing quote belongs to the cell as it stands, and so do quotes after it.
        this.#mode = 'plain';
        continue;
      }
      from = at + 1;
    }
    this.#keep(text.slice(from));
    return rows;
  }

  /** The row that no line break ends. */
  end(): CsvRow[] {
    const open = this.#mode === 'quoted';
    if (this.#mode === 'start' && this.#cells.length === 0) return [];
    this.#endCell('');
    return this.#endRow(open ? 'quote-not-closed' : undefined);
  }

  #keep(text: string): void {
    this.#length += text.length;
    if (this.#length <= LONGEST_ROW) this.#cell += text;
  }

  #endCell(rest: string): void {
    this.#keep(rest);
    this.#length += 1;
    if (this.#length <= LONGEST_ROW) this.#cells.push(this.#cell);
    this.#cell = '';
    this.#mode = 'start';
  }

  #endRow(open?: 'quote-not-closed'): CsvRow[] {
    const broken = this.#length > LONGEST_ROW ? 'row-too-long' : open;
    const [row, cells] = [this.#row, this.#cells];
    this.#row += 1;
    this.#cells = [];
    this.#length = 0;
    const empty = cells.every((cell) => cell.trim() === '');
    if (empty && broken === undefined) return [];
    return [{ row, cells, ...(broken !== undefined && { broken }) }];
  }
}

export async function* csvRows(
  chunks: AsyncIterable<string>,
  delimiter: ImportDelimiter,
): AsyncGenerator<CsvRow, void, undefined> {
  const reader = new CsvReader(delimiter);
  for await (const text of chunks) yield* reader.push(text);
  yield* reader.end();
}
