import { Readable } from 'node:stream';
import type { AuditActionName } from '#contracts/audit-actions.ts';
import type { ImportPlan, ImportTarget, RowFault } from '#contracts/case-imports.ts';
import { faultWords } from '#contracts/import-words.ts';
import { csvLine } from '#server/features/audit/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import { whileStanding } from '#server/security/standing.ts';
import { findImport, type ImportRecord } from './case-import.store.ts';
import type { CsvRow } from './csv-reader.ts';
import { type House, loadHouse } from './house.ts';
import { fileHeader, fileRows } from './import-file.ts';
import { rowCase } from './row-case.ts';
import { pageRefused } from './run.store.ts';
import { inWork, type Shelf } from './work.ts';

type FaultsOf = (row: CsvRow) => Promise<readonly RowFault[]>;

/**
 * The rows that were, or would be, refused, as CSV with the row's number and the reason behind the cells; formulas in it are
 * inert (CWE-1236). Whoever is shut out meanwhile gets no further byte. @throws AppError not_found, conflict, gone.
 */
export async function openRefused(caller: WorkspaceCaller, importId: string): Promise<Readable> {
  const { services, workspaceId } = caller;
  const since = services.events.accessChanges();
  const { record, plan, house } = await readable(caller, importId, 'case-import.refused-read');
  const shelf: Shelf = { services, workspaceId, importId };
  const wasRun = record.state !== 'received';
  const faultsOf: FaultsOf = wasRun ? notedFaults(shelf) : async (row) => rowCase(row, plan, house).faults;
  const ask = async () => void (await readable(caller, importId, null));
  const standing = whileStanding(services.events, { ids: [record.madeBy, workspaceId], since, ask });
  const content = Readable.from(refusedLines(shelf, plan, faultsOf), { signal: standing.signal });
  content.once('close', standing.leave);
  return content;
}

interface Readied {
  readonly record: ImportRecord;
  readonly plan: ImportPlan;
  readonly house: House;
}

function readable(
  caller: WorkspaceCaller,
  importId: string,
  action: AuditActionName | null,
): Promise<Readied> {
  return read(caller, 'case.import', async (tx, { actor, scope }) => {
    const record = await findImport(tx, scope, importId);
    if (record === undefined) throw new AppError('not_found');
    if (record.plan === null) throw new AppError('conflict', { message: 'Say first what the columns are.' });
    if (new Date(record.keptUntil) <= caller.services.clock.now())
      throw new AppError('gone', { message: 'The file is no longer kept.' });
    const house = await loadHouse(tx, actor, scope);
    const disclosed = action === null ? undefined : { action, targetKind: 'case-import', targetId: importId };
    return { out: { record, plan: record.plan, house }, disclosed };
  });
}

const BYTE_ORDER_MARK = '\ufeff';

async function* refusedLines(
  shelf: Shelf,
  plan: ImportPlan,
  faultsOf: FaultsOf,
): AsyncGenerator<string, void, undefined> {
  yield `${BYTE_ORDER_MARK}${csvLine([...(await fileHeader(shelf, plan)), 'Row', 'Reason'])}\r\n`;
  for await (const row of fileRows(shelf, plan)) {
    const faults = await faultsOf(row);
    if (faults.length === 0) continue;
    yield `${csvLine([...padded(row, plan), row.row, faults.map(faultWords).join(' ')])}\r\n`;
  }
}

function padded({ cells }: CsvRow, { columns }: ImportPlan): string[] {
  return Array.from({ length: Math.max(cells.length, columns.length) }, (_, at) => cells[at] ?? '');
}

const PAGE = 200;

/** What was noted when the import ran; rows are asked for in order. */
function notedFaults(shelf: Shelf): FaultsOf {
  let page: { row: number; faults: readonly string[] }[] = [];
  let [last, more] = [0, true];
  return async ({ row }) => {
    while (more && last < row) {
      const next = await inWork(shelf, (tx) => pageRefused(tx, shelf.importId, last, PAGE));
      more = next.length === PAGE;
      page = [...page.filter((noted) => noted.row >= row), ...next];
      last = next.at(-1)?.row ?? last;
    }
    return page.find((noted) => noted.row === row)?.faults.map(faultOf) ?? [];
  };
}

function faultOf(note: string): RowFault {
  const [target = '', problem = ''] = note.split(':');
  return { target: target === '' ? null : (target as ImportTarget), problem: problem as RowFault['problem'] };
}
