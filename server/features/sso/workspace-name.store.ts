import { type WorkspaceProfile, workspaceContext } from '#server/features/workspaces/index.ts';
import type { KeyScope, Sealed } from '#server/security/crypto/index.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';

/** The name of the workspace entered, for letters. */
export async function workspaceName(tx: TenantTx, { workspaceId }: Actor, scope: KeyScope): Promise<string> {
  const { sealed_profile } = await tx
    .selectFrom('app.workspaces')
    .select('sealed_profile')
    .where('id', '=', workspaceId)
    .$narrowType<{ sealed_profile: Sealed<WorkspaceProfile> }>()
    .executeTakeFirstOrThrow();
  return scope.unseal(workspaceContext(workspaceId), sealed_profile).name;
}
