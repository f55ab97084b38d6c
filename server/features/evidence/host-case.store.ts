import { runIn, statement } from '#server/platform/db/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import type { HostCase } from './host-case.ts';

const selectCase = statement<[caseId: string], HostCase>(`
  select c.id, c.case_type as type, c.state, c.revision_needed as "revisionNeeded", c.legal_hold as "legalHold",
    c.owner_id as "ownerId", c.restricted,
    case when app.actor_id() = any (c.granted_ids) then app.my_grant(c.workspace_id, c.id) end as "myGrant",
    app.actor_id() = any (c.staff_ids) as "iAmStaff",
    (select w.preset from app.workspaces w where w.id = c.workspace_id) as preset
  from app.cases c where c.workspace_id = app.tenant() and c.id = $1`);

/** Undefined where the actor may not see the case. */
export async function findHostCase(tx: TenantTx, caseId: string): Promise<HostCase | undefined> {
  const [row] = await runIn(tx, selectCase, [caseId]);
  return row;
}
