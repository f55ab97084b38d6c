import { setInterval } from 'node:timers';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { inTenantAsSystem, type TenantTx } from '#server/security/tenancy/index.ts';
import { beat } from './run.store.ts';

/** The file of an import, for whoever was let to it. */
export interface Shelf {
  readonly services: Services;
  readonly workspaceId: string;
  readonly importId: string;
}

/** What one run of an import works with. */
export interface Work extends Shelf {
  readonly runId: string;
}

/** A short transaction of the system inside the workspace, with its keys. */
export function inWork<T>(
  { services, workspaceId }: Pick<Shelf, 'services' | 'workspaceId'>,
  work: (tx: TenantTx, scope: KeyScope) => Promise<T>,
): Promise<T> {
  return services.keys.retrying(workspaceId, (scope) =>
    inTenantAsSystem(services.db, workspaceId, (tx) => work(tx, scope)),
  );
}

const BEAT_MS = 15_000;

/** Lets others know that this run is at it, as long as `doing` takes. */
export async function withBeat<T>(work: Work, doing: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => {
    inWork(work, (tx) => beat(tx, work)).catch(() => undefined);
  }, BEAT_MS);
  try {
    return await doing();
  } finally {
    clearInterval(timer);
  }
}
