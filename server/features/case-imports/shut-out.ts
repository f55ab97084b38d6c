import { AppError } from '#server/platform/app-error.ts';
import { cellOf } from '#server/security/access/index.ts';
import { inTenantForImport } from '#server/security/tenancy/index.ts';
import { type House, loadHouse } from './house.ts';
import type { Work } from './work.ts';

/** Whoever asked may no longer: not a member any more, or below manager. Or nobody wants the import any more. */
export class ShutOut extends Error {}

/** Nobody wants this run any more: it was cancelled, or another took over. Rolls the row back. */
export class NotWanted extends Error {}

/** The house as the person sees it now. @throws ShutOut where they may not import any more. */
export async function houseNow({ services, workspaceId, importId }: Work): Promise<House> {
  try {
    return await services.keys.retrying(workspaceId, (scope) =>
      inTenantForImport(services.db, { workspaceId, importId }, (tx, actor) => {
        if (cellOf('case.import', actor.role) === 'no') throw new ShutOut();
        return loadHouse(tx, actor, scope);
      }),
    );
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') throw new ShutOut();
    throw error;
  }
}
