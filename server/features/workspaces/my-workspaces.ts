import type { SessionSuspension, SessionWorkspace } from '#contracts/identity.ts';
import { actionsOn } from '#server/security/access/index.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import { KeyUnavailable, type Sealed } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { type WorkspaceProfile, workspaceContext } from './create-workspace.ts';
import { workspaceStore } from './workspace.store.ts';

/** The workspaces the person may enter, the oldest membership first. */
export async function myWorkspaces({ services, sessionId }: SessionCaller): Promise<SessionWorkspace[]> {
  const rows = await workspaceStore(services.db).mine(sessionId);
  return Promise.all(
    rows.map(async (row) => {
      const actor = { role: row.role, assignedOnly: row.assigned_only, scopes: null };
      return {
        id: row.id,
        name: await nameOf(services, row),
        preset: row.preset,
        role: row.role,
        labels: row.settings.labels,
        actions: actionsOn(actor, null, row.policies),
      };
    }),
  );
}

/** The workspaces that the person may not enter any more, or not now; only their own membership tells them. */
export async function mySuspensions({ services, sessionId }: SessionCaller): Promise<SessionSuspension[]> {
  const rows = await workspaceStore(services.db).suspensions(sessionId);
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      name: await nameOf(services, row),
      by: row.by_directory ? ('directory' as const) : ('admin' as const),
    })),
  );
}

type Named = { readonly id: string; readonly sealed_profile: Sealed<WorkspaceProfile> };

async function nameOf({ keys }: Pick<Services, 'keys'>, { id, sealed_profile }: Named): Promise<string> {
  const profile = await keys
    .retrying(id, (scope) => scope.unseal(workspaceContext(id), sealed_profile))
    .catch(unlessWithheld);
  return profile.name;
}

/** One workspace whose own key is withdrawn keeps nobody from their others. */
function unlessWithheld(error: unknown): { name: string } {
  if (!(error instanceof KeyUnavailable)) throw error;
  return { name: 'Locked: its key is withdrawn' };
}
