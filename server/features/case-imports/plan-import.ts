import type { CaseImport, ImportPlan } from '#contracts/case-imports.ts';
import { caseTypeOf, type HouseRules, loadSettings } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command } from '#server/security/command.ts';
import { type ImportRecord, lockImport, savePlan } from './case-import.store.ts';
import { importView } from './import.view.ts';

interface Target {
  readonly record: ImportRecord;
  readonly rules: HouseRules;
}

/** Says how a file is read, and which column becomes what. @throws AppError conflict, invalid_field. */
export const planImport = command({
  action: 'case.import',
  async load(
    tx,
    { importId }: { importId: string; plan: ImportPlan },
    actor,
    scope,
  ): Promise<Target | undefined> {
    const record = await lockImport(tx, scope, importId);
    return record && { record, rules: await loadSettings(tx, actor) };
  },
  about: () => null,
  rules(_actor, { record, rules }: Target, { plan }) {
    assertWaits(record);
    caseTypeOf(rules, plan.type);
    const targets = plan.columns.filter((target) => target !== null);
    const twice = plan.columns.findIndex(
      (target, at) => target !== null && plan.columns.indexOf(target) !== at,
    );
    if (twice >= 0)
      throw new AppError('invalid_field', {
        field: `columns.${twice}`,
        message: 'Another column is this already.',
      });
    if (!targets.includes('title'))
      throw new AppError('invalid_field', { field: 'columns', message: 'One column has to be the title.' });
  },
  async run({ tx, permit, target, audit }, { importId, plan }): Promise<CaseImport> {
    await savePlan(tx, permit, importId, plan);
    audit({ action: 'case-import.planned', targetKind: 'case-import', targetId: importId });
    return importView({ ...target.record, plan, rows: null });
  },
});

/** @throws AppError conflict unless the file is there and nothing was made of it yet. */
export function assertWaits({ state }: Pick<ImportRecord, 'state'>): void {
  if (state === 'receiving') throw new AppError('conflict', { message: 'The file is not there yet.' });
  if (state !== 'received') throw new AppError('conflict', { message: 'This import was run already.' });
}
