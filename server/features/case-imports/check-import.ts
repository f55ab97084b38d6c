import type { ImportCheck, ImportPlan, PreviewRow } from '#contracts/case-imports.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import { findImport, saveRows } from './case-import.store.ts';
import { type House, loadHouse } from './house.ts';
import { fileRows } from './import-file.ts';
import { assertWaits } from './plan-import.ts';
import { type RowCase, rowCase } from './row-case.ts';
import { inWork, type Shelf } from './work.ts';

const PREVIEWED = 8;
const MOST_FAULTS = 200;
const MOST_COUNTS = 500;

/** Tries every row in thought and makes nothing. @throws AppError conflict, payload_too_large for too many rows. */
export async function checkImport(caller: WorkspaceCaller, importId: string): Promise<ImportCheck> {
  const { plan, house } = await planAndHouse(caller, importId);
  const shelf = { services: caller.services, workspaceId: caller.workspaceId, importId };
  const out = await tryRows(shelf, plan, house);
  if (!(await inWork(shelf, (tx) => saveRows(tx, importId, plan, out.rows))))
    throw new AppError('conflict', { message: 'The columns were changed meanwhile. Check again.' });
  return out;
}

function planAndHouse(
  caller: WorkspaceCaller,
  importId: string,
): Promise<{ plan: ImportPlan; house: House }> {
  return read(caller, 'case.import', async (tx, { actor, scope }) => {
    const record = await findImport(tx, scope, importId);
    if (record === undefined) throw new AppError('not_found');
    assertWaits(record);
    if (record.plan === null) throw new AppError('conflict', { message: 'Say first what the columns are.' });
    const house = await loadHouse(tx, actor, scope);
    const disclosed = {
      action: 'case-import.checked' as const,
      targetKind: 'case-import',
      targetId: importId,
    };
    return { out: { plan: record.plan, house }, disclosed };
  });
}

async function tryRows(shelf: Shelf, plan: ImportPlan, house: House): Promise<ImportCheck> {
  const most = shelf.services.importLimits.rows;
  const out = { rows: 0, good: 0, refused: 0 };
  const [preview, faults]: [PreviewRow[], ImportCheck['faults']] = [[], []];
  const counts = new Map<string, ImportCheck['counts'][number]>();
  for await (const row of fileRows(shelf, plan)) {
    out.rows += 1;
    if (out.rows > most)
      throw new AppError('payload_too_large', { message: `A file to import has at most ${most} rows.` });
    const read = rowCase(row, plan, house);
    out[read.brought === undefined ? 'refused' : 'good'] += 1;
    if (preview.length < PREVIEWED) preview.push(previewOf(read, house));
    for (const fault of read.faults) {
      if (faults.length < MOST_FAULTS) faults.push({ ...fault, row: read.row });
      const key = `${fault.target}:${fault.problem}`;
      const known = counts.get(key);
      if (known !== undefined) known.rows += 1;
      else if (counts.size < MOST_COUNTS) counts.set(key, { ...fault, rows: 1 });
    }
  }
  const sorted = [...counts.values()].sort((one, other) => other.rows - one.rows);
  return { ...out, preview, faults, counts: sorted };
}

/** The case as it would be, in the words of the workspace. */
function previewOf({ row, words, brought, faults }: RowCase, { rules }: House): PreviewRow {
  const type = rules.caseTypes.find(({ key }) => key === brought?.type);
  const state = type?.states.find(({ key }) => key === brought?.state);
  const word = (target: Parameters<typeof words.get>[0], most: number) =>
    (words.get(target) ?? '').slice(0, most).toWellFormed();
  return {
    row,
    title: word('title', 200),
    type: type?.label ?? word('type', 60),
    state: state?.label ?? word('state', 60),
    severity: brought?.severity ?? word('severity', 60),
    owner: word('owner', 254),
    due: brought?.dueAt ?? null,
    category: word('category', 200),
    tags: word('tags', 2_000)
      .split(/[;,|\n]/)
      .map((tag) => tag.trim().slice(0, 200).toWellFormed())
      .filter((tag) => tag !== '')
      .slice(0, 30),
    faults: faults.slice(0, 100),
  };
}
