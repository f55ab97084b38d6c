import type { ImportPlan, RowFault } from '#contracts/case-imports.ts';
import { errorStatus } from '#contracts/errors.ts';
import { type BroughtCase, bringCase } from '#server/features/cases/index.ts';
import { loadSettings } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { importCommand } from '#server/security/command.ts';
import type { CsvRow } from './csv-reader.ts';
import type { House } from './house.ts';
import { fileRows } from './import-file.ts';
import { rowCase } from './row-case.ts';
import { noteRow, type Run } from './run.store.ts';
import { houseNow, NotWanted } from './shut-out.ts';
import { inWork, type Work } from './work.ts';

// Words of the workspace, and what the person may, change while it goes on.
const ROWS_BY_ONE_LOOK = 100;

/** Makes the cases of the rows behind this one. False where nobody wants it any more. */
export async function bringRows(work: Work, plan: ImportPlan, after: number): Promise<boolean> {
  let [house, rows] = [await houseNow(work), 0];
  for await (const row of fileRows(work, plan)) {
    if (row.row <= after) continue;
    rows += 1;
    if (rows % ROWS_BY_ONE_LOOK === 0) house = await houseNow(work);
    if (!(await bringRow(work, row, plan, house))) return false;
  }
  return true;
}

async function bringRow(work: Work, row: CsvRow, plan: ImportPlan, house: House): Promise<boolean> {
  const { brought, faults } = rowCase(row, plan, house);
  if (brought === undefined) return refuse(work, row.row, faults);
  try {
    await makeCase(work.services, work, { run: work, row: row.row, brought });
    return true;
  } catch (error) {
    if (error instanceof NotWanted) return false;
    if (!(error instanceof AppError) || errorStatus[error.code] >= 500) throw error;
    // It was right a moment ago: either the person may no longer, or a word of the workspace is gone.
    await houseNow(work);
    return refuse(work, row.row, [{ target: null, problem: 'changed-meanwhile' }]);
  }
}

function refuse(work: Work, row: number, faults: readonly RowFault[]): Promise<boolean> {
  const notes = faults.map(({ target, problem }) => `${target ?? ''}:${problem}`);
  return inWork(work, (tx) => noteRow(tx, work, row, { faults: notes }));
}

interface RowToMake {
  readonly run: Run;
  readonly row: number;
  readonly brought: BroughtCase;
}

const makeCase = importCommand({
  action: 'case.import',
  load: (tx, _input: RowToMake, actor) => loadSettings(tx, actor),
  about: () => null,
  async run(step: Parameters<typeof bringCase>[0], { run, row, brought }): Promise<void> {
    const made = await bringCase(step, brought, 'Imported from a CSV file');
    if (!(await noteRow(step.tx, run, row, made))) throw new NotWanted();
    const detail = { import: run.importId, row };
    step.audit({ action: 'case.created', targetKind: 'case', targetId: made.id, fields: ['import'], detail });
  },
});
