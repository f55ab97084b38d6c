import { parseCheckpointKey } from './checkpoint.ts';
import { type Finding, misquoted, refused } from './finding.ts';
import { leafOf } from './leaf.ts';
import { type ProvenLine, parseProvenLine, TABLE_COLUMN } from './proven-line.ts';
import { ProvenWalk } from './proven-walk.ts';
import type { Walk, WalkTerms } from './walk.ts';

type EntryLine = Extract<ProvenLine, { type: 'entry' | 'waiting' }>;

const NOTHING = { entries: 0, withheld: 0, waiting: 0, checkpoints: 0, lastNote: undefined, signedWith: [] };

/** Whether this line names the columns of a table of an export with proofs. */
export function isTable(line: string): boolean {
  return line === COLUMNS.join(',');
}

/**
 * The table (CSV) of an export with proofs: what people read in its other columns must be what is sealed in the last
 * one. Names of people, and addresses, are sealed with keys that a verifier has not, and are not compared.
 */
export class TableWalk implements Walk {
  readonly #terms: WalkTerms;
  #walk: ProvenWalk | undefined;
  #finding: Finding | undefined;
  key: string | undefined;

  constructor(terms: WalkTerms) {
    this.#terms = terms;
  }

  get finished(): boolean {
    return this.#finding !== undefined || this.#walk?.finished === true;
  }

  /** The line of the columns, too, where a second part begins. */
  take(text: string): void {
    if (isTable(text)) return;
    const cells = cellsOf(text);
    const line = parseProvenLine(cells?.at(-1) ?? '');
    if (this.#walk === undefined) this.#begin(line);
    else this.#walk.take(line);
    if (cells !== undefined && (line?.type === 'entry' || line?.type === 'waiting'))
      this.#compare(cells, line);
  }

  conclude() {
    const walked = this.#walk?.conclude() ?? {
      ...NOTHING,
      finding: refused('The table has no record of what is in it.'),
    };
    return { ...walked, signedWith: [...walked.signedWith], finding: this.#finding ?? walked.finding };
  }

  #begin(line: ProvenLine | undefined): void {
    const key = line?.type === 'header' ? parseCheckpointKey(line.key) : undefined;
    if (line?.type !== 'header' || key?.name !== line.origin || key === undefined) {
      this.#finding = refused('The first row is not the header of an export.');
      return;
    }
    this.key = line.key;
    this.#walk = new ProvenWalk(line, key, this.#terms);
  }

  #compare(cells: readonly string[], line: EntryLine): void {
    const { entry } = line;
    const seq = line.type === 'entry' ? line.seq : undefined;
    const sealed: Readonly<Record<string, string>> = {
      seq: seq === undefined ? '' : String(seq),
      at: entry.at,
      action: entry.action,
      target: entry.targetKind ?? 'deployment',
      'target id': entry.targetId ?? '',
      fields: entry.fields.join(' '),
      request: entry.requestId,
    };
    const off = COLUMNS.some(
      (name, at) => sealed[name] !== undefined && sealed[name] !== plain(cells[at] ?? ''),
    );
    if (!off) return;
    const sealedAs = seq ?? 0;
    const leaf = leafOf(sealedAs, entry);
    this.#finding ??= misquoted({ seq: sealedAs, sealedAs, leaf, entryId: entry.id, genuine: true });
  }
}

/** The columns of the table, in order. */
export const COLUMNS = [
  'seq',
  'at',
  'actor',
  'action',
  'target',
  'target id',
  'fields',
  'outcome',
  'ip',
  'request',
  'token',
  TABLE_COLUMN,
];

/** Without the apostrophe that keeps a spreadsheet from running a cell. */
function plain(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

/** The cells of one row (RFC 4180); undefined for what is no row. */
function cellsOf(row: string): string[] | undefined {
  const cells: string[] = [];
  const CELL = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/gy;
  for (;;) {
    const found = CELL.exec(row);
    if (found === null) return undefined;
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '') return CELL.lastIndex === row.length ? cells : undefined;
  }
}
