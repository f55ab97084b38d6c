import { csvLine } from '#server/features/audit/index.ts';
import type { BodyFields, ListFields } from '#server/features/cases/index.ts';
import { shapes } from './columns.ts';
import { openRecord } from './open-record.ts';
import { pageRecords } from './record.store.ts';
import { inWork, ROWS_AT_ONCE, type Work } from './work.ts';

const COLUMNS = ['number', 'title', 'type', 'state', 'severity', 'owner', 'created', 'due', 'summary'];

/** What `cases` is when it is opened. */
interface OpenCase {
  readonly number: number;
  readonly case_type: string;
  readonly state: string;
  readonly severity: string | null;
  readonly owner_id: string;
  readonly created_at: string;
  readonly due_at: string | null;
  readonly list: ListFields;
  readonly body: BodyFields;
}

/** The cases as a table, for people with a spreadsheet; formulas are inert in it (CWE-1236). */
export async function* casesCsv(work: Work): AsyncGenerator<string, void, undefined> {
  const shape = shapes().find(({ table }) => table === 'app.cases');
  if (shape === undefined) return;
  yield `${csvLine(COLUMNS)}\r\n`;
  for (let after: readonly string[] | null = null; ; ) {
    const rows = await inWork(work, async (tx, scope) => {
      const page = await pageRecords<OpenCase>(tx, shape, after, ROWS_AT_ONCE);
      return page.map((row) => ({ place: row.place, line: lineOf(openRecord(scope, shape, row)) }));
    });
    for (const { line } of rows) yield `${line}\r\n`;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.place;
  }
}

function lineOf({ list, body, ...row }: OpenCase): string {
  const { number, case_type, state, severity, owner_id, created_at, due_at } = row;
  return csvLine([
    number,
    list.title,
    case_type,
    state,
    severity,
    owner_id,
    created_at,
    due_at,
    body.summary,
  ]);
}
