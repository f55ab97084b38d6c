import type { Policies } from '#contracts/access.ts';
import type { Role } from '#contracts/common.ts';
import type { SessionWorkspace } from '#contracts/identity.ts';
import type { Preset } from '#contracts/presets.ts';
import { statement } from '#server/platform/db/index.ts';
import { actionsOn } from '#server/security/access/index.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import { type WorkspaceProfile, workspaceContext } from './create-workspace.ts';
import type { WorkspaceSettings } from './settings.ts';

interface Row {
  readonly id: string;
  readonly sealed_profile: Sealed<WorkspaceProfile>;
  readonly preset: Preset;
  readonly role: Role;
  readonly assigned_only: boolean;
  readonly settings: Omit<WorkspaceSettings, 'policies'>;
  readonly policies: Policies;
}

const select = statement<[string], Row>('select * from app.my_workspaces($1)');

/** The workspaces the person may enter, the oldest membership first. */
export async function myWorkspaces({ services, sessionId }: SessionCaller): Promise<SessionWorkspace[]> {
  const rows = await services.db.run(select, [sessionId]);
  return Promise.all(
    rows.map(async (row) => {
      const actor = { role: row.role, assignedOnly: row.assigned_only };
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
