import { runIn, statement } from '#server/platform/db/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

const select = statement<[string], { ok: number }>('select 1 as ok from app.cases where id = $1');

/** Whether this reader may see the case at all. */
export async function seesCase(tx: TenantTx, caseId: string): Promise<boolean> {
  return (await runIn(tx, select, [caseId])).length > 0;
}
