import type { Phase } from '#contracts/presets.ts';
import { AppError } from '#server/platform/app-error.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

export interface VisibleCase {
  readonly phase: Phase;
  readonly restricted: boolean;
  readonly owner_id: string;
  readonly creator_id: string;
}

const selectFacts = statement<[caseId: string], VisibleCase>(`
  select c.phase, c.restricted, c.owner_id, c.creator_id from app.cases c
  where c.workspace_id = (select app.tenant()) and c.id = $1`);

/** @throws AppError not_found for a case that is not there or that this reader may not see. */
export async function assertVisible(tx: TenantTx, caseId: string): Promise<VisibleCase> {
  const [row] = await runIn(tx, selectFacts, [caseId]);
  if (!row) throw new AppError('not_found');
  return row;
}
