import type { WorkspaceProfile } from '#server/features/workspaces/index.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

const find = statement<[], { sealed_profile: Sealed<WorkspaceProfile> }>(
  'select w.sealed_profile from app.workspaces w where w.id = (select app.tenant()) for update',
);

/** What the workspace entered is called, sealed; locked. */
export async function findProfile(tx: TenantTx) {
  return (await runIn(tx, find, []))[0];
}
