import type { AuditActionName } from '#contracts/audit-actions.ts';
import type {
  CaseImport,
  CaseImports,
  ImportPlan,
  ImportReading,
  OpenImport,
} from '#contracts/case-imports.ts';
import { type HouseRules, loadSettings } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import { findImport, type ImportRecord, listImports } from './case-import.store.ts';
import { guessEncoding } from './decode.ts';
import { guessPlan } from './guess-plan.ts';
import { importView } from './import.view.ts';
import { columnsOf, fileBytes, fileHead } from './import-file.ts';
import type { Shelf } from './work.ts';

export function listCaseImports(caller: WorkspaceCaller): Promise<CaseImports> {
  return read(caller, 'case.import', async (tx, { scope }) => ({
    out: { items: (await listImports(tx, scope)).map(importView) },
    disclosed: undefined,
  }));
}

/** How far an import of one’s own is. @throws AppError not_found. */
export function readImport(caller: WorkspaceCaller, importId: string): Promise<CaseImport> {
  return read(caller, 'case.import', async (tx, { scope }) => {
    const record = await findImport(tx, scope, importId);
    if (record === undefined) throw new AppError('not_found');
    return { out: importView(record), disclosed: undefined };
  });
}

/**
 * An import of one’s own with what its columns hold. Until a plan is set, or where another reading is asked for, the plan is a
 * proposal.
 */
export async function openImport(
  caller: WorkspaceCaller,
  importId: string,
  reading: ImportReading,
): Promise<OpenImport> {
  const { record, rules } = await ownImport(caller, importId, 'case-import.read');
  const shown = importView(record);
  if (record.state === 'receiving' || new Date(record.keptUntil) <= caller.services.clock.now())
    return { ...shown, plan: record.plan, columns: [] };
  const shelf = { services: caller.services, workspaceId: caller.workspaceId, importId };
  const asked = Object.keys(reading).length > 0 ? undefined : record.plan;
  const plan = asked ?? (await proposal(shelf, rules, reading));
  return { ...shown, plan, columns: columnsOf(await fileHead(shelf, plan.encoding), plan) };
}

async function proposal(shelf: Shelf, rules: HouseRules, reading: ImportReading): Promise<ImportPlan> {
  const encoding = reading.encoding ?? (await guessEncoding(fileBytes(shelf)));
  return guessPlan(await fileHead(shelf, encoding), { ...reading, encoding }, rules.caseTypes);
}

/** An import of the reader's own, and what the log is told by `action`. @throws AppError not_found. */
export function ownImport(
  caller: WorkspaceCaller,
  importId: string,
  action: AuditActionName,
): Promise<{ record: ImportRecord; rules: HouseRules; userId: string }> {
  return read(caller, 'case.import', async (tx, { actor, scope }) => {
    const record = await findImport(tx, scope, importId);
    if (record === undefined) throw new AppError('not_found');
    const rules = await loadSettings(tx, actor);
    const disclosed = { action, targetKind: 'case-import', targetId: importId };
    return { out: { record, rules, userId: actor.userId }, disclosed };
  });
}
