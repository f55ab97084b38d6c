import type { SessionWorkspace } from '#contracts/identity.ts';
import { actionsOn } from '#server/security/access/index.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import { workspaceContext } from './create-workspace.ts';
import { workspaceStore } from './workspace.store.ts';

/** The workspaces the person may enter, the oldest membership first. */
export async function myWorkspaces({ services, sessionId }: SessionCaller): Promise<SessionWorkspace[]> {
  const rows = await workspaceStore(services.db).mine(sessionId);
  return Promise.all(
    rows.map(async (row) => {
      const actor = { role: row.role, assignedOnly: row.assigned_only, scopes: null };
      const profile = await services.keys.retrying(row.id, (scope) =>
        scope.unseal(workspaceContext(row.id), row.sealed_profile),
      );
      return {
        id: row.id,
        name: profile.name,
        preset: row.preset,
        role: row.role,
        labels: row.settings.labels,
        actions: actionsOn(actor, null, row.policies),
      };
    }),
  );
}
