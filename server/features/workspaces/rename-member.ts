import type { SessionCaller } from '#server/security/caller.ts';
import { inTenantAsSystem } from '#server/security/tenancy/index.ts';
import { type MemberProfile, memberContext } from './create-workspace.ts';
import type { Founder } from './found-workspace.ts';
import { myWorkspaces } from './my-workspaces.ts';

/** Writes a person's name into their membership of each workspace, under that workspace's key. */
export async function renameMember(caller: SessionCaller, { id, name, email }: Founder): Promise<void> {
  const { services } = caller;
  for (const { id: workspaceId } of await myWorkspaces(caller)) {
    await services.keys.retrying(workspaceId, (scope) =>
      // It is their own name: what the workspace demands of those who enter does not stand in its way.
      inTenantAsSystem(services.db, workspaceId, async (tx) => {
        const sealed_profile = scope.seal<MemberProfile>(memberContext(id), { name, email });
        await tx.updateTable('app.memberships').set({ sealed_profile }).where('user_id', '=', id).execute();
      }),
    );
  }
}
