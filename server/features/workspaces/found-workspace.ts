import { RANK } from '#contracts/common.ts';
import type { SessionWorkspace } from '#contracts/identity.ts';
import type { WorkspaceCreate } from '#contracts/workspaces.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import type { Services } from '#server/security/services.ts';
import { inOneTransaction } from '#server/security/tenancy/index.ts';
import { createWorkspace } from './create-workspace.ts';
import { myWorkspaces } from './my-workspaces.ts';

/** The person who founds a workspace: they become its owner. */
export interface Founder {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

const MOST_OWNED = 50;

/**
 * Makes a further workspace. Whoever administers one here may make more: an invited guest may not.
 * `log` writes it down, in the same transaction.
 * @throws AppError forbidden, conflict.
 */
export async function foundWorkspace(
  caller: SessionCaller,
  owner: Founder,
  { name, preset }: WorkspaceCreate,
  log: (services: Services) => Promise<void>,
): Promise<SessionWorkspace> {
  const mine = await myWorkspaces(caller);
  if (!mine.some(({ role }) => RANK[role] >= RANK.admin))
    throw new AppError('forbidden', { details: { reason: 'role' } });
  if (mine.filter(({ role }) => role === 'owner').length >= MOST_OWNED) {
    throw new AppError('conflict', { message: `One person owns ${MOST_OWNED} workspaces at most.` });
  }
  const id = await inOneTransaction(caller.services.db, async (db) => {
    const services = { ...caller.services, db };
    await log(services);
    return createWorkspace(services, { name, preset, owner });
  });
  const made = (await myWorkspaces(caller)).find((workspace) => workspace.id === id);
  if (made === undefined) throw new AppError('internal');
  return made;
}
