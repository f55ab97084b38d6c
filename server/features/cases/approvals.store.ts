import { runIn, statement } from '#server/platform/db/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

const voidAll = statement<[caseId: string], never>(`
  update app.review_decisions d set voided_at = now() from app.review_rounds r
  where d.workspace_id = (select app.tenant()) and r.workspace_id = d.workspace_id and r.id = d.round_id
    and r.case_id = $1 and d.decision = 'approve' and d.voided_at is null`);

const withdrawOpen = statement<[caseId: string], { id: string }>(`
  update app.review_rounds r set state = 'withdrawn', closed_at = now()
  where r.workspace_id = (select app.tenant()) and r.case_id = $1 and r.state = 'open' returning r.id`);

/** Approvals vouch for what was read; none of this case counts from now on. */
export async function voidApprovals(tx: TenantTx, caseId: string): Promise<void> {
  await runIn(tx, voidAll, [caseId]);
}

/** A case that leaves review takes its open round with it. Returns whether there was one. */
export async function withdrawRound(tx: TenantTx, caseId: string): Promise<boolean> {
  return (await runIn(tx, withdrawOpen, [caseId])).length > 0;
}
