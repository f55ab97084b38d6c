import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from './caller.ts';
import { type KeyScope, KeyUnavailable } from './crypto/index.ts';
import { inTenant } from './tenancy/index.ts';

const WITHHELD =
  'The key that this workspace brought is withdrawn. Nothing in it can be read until its owner gives it back.';

/**
 * Runs `work` with the workspace's keys, once more where it met a key that another process has just made.
 * @throws AppError unavailable where its keys are withdrawn; whoever may not enter is refused as ever, and learns nothing.
 */
export async function withKeys<R>(
  caller: WorkspaceCaller,
  work: (scope: KeyScope) => R | Promise<R>,
): Promise<R> {
  const { services, workspaceId } = caller;
  try {
    return await services.keys.retrying(workspaceId, work);
  } catch (error) {
    if (!(error instanceof KeyUnavailable)) throw error;
    await inTenant(services.db, caller, async () => undefined);
    throw new AppError('unavailable', { message: WITHHELD, cause: error });
  }
}
