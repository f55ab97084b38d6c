import type { CaseImport } from '#contracts/case-imports.ts';
import type { ImportRecord } from './case-import.store.ts';

/** An import as its maker sees it. */
export function importView({ madeBy: _by, plan: _plan, rowDone: _row, ...shown }: ImportRecord): CaseImport {
  return shown;
}
