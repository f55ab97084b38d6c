import type { SessionWorkspace } from '#contracts/identity.ts';
import type { WorkspaceCreate } from '#contracts/workspaces.ts';
import { foundWorkspace } from '#server/features/workspaces/index.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import { auditIdentity } from './audit-identity.ts';
import { readPerson } from './sessions.ts';

/** Makes a further workspace for whoever asks, and logs it, or neither. */
export async function foundAnother(caller: SessionCaller, input: WorkspaceCreate): Promise<SessionWorkspace> {
  const founder = await readPerson(caller);
  const { sessionId, origin } = caller;
  return foundWorkspace(caller, founder, input, (services) =>
    auditIdentity(services, origin, { userId: founder.id, sessionId, action: 'workspace.created' }),
  );
}
