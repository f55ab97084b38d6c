import { setInterval } from 'node:timers';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { inTenantAsSystem, type TenantTx } from '#server/security/tenancy/index.ts';
import type { ArchiveFile } from './archive-file.ts';
import { beat, pageFiles } from './export.store.ts';

/** What one run of an export works with. */
export interface Work {
  readonly services: Services;
  readonly workspaceId: string;
  readonly exportId: string;
  readonly runId: string;
}

/** A transaction of the system inside the workspace, with its keys. Short: no file is written inside. */
export function inWork<T>(
  { services, workspaceId }: Pick<Work, 'services' | 'workspaceId'>,
  work: (tx: TenantTx, scope: KeyScope) => Promise<T>,
): Promise<T> {
  return services.keys.retrying(workspaceId, (scope) =>
    inTenantAsSystem(services.db, workspaceId, (tx) => work(tx, scope)),
  );
}

/** Rows in memory at a time. */
export const ROWS_AT_ONCE = 50;
const PAGE = 100;

/** The files of an archive that are there, page by page. */
export async function* archiveFiles(
  work: Pick<Work, 'services' | 'workspaceId' | 'exportId'>,
): AsyncGenerator<ArchiveFile, void, undefined> {
  for (let after = 0; ; ) {
    const page = await inWork(work, (tx, scope) =>
      pageFiles(tx, scope, work.exportId, { after, limit: PAGE }),
    );
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.number;
  }
}

const BEAT_MS = 15_000;

/** Lets others know that this run is at it, as long as `doing` takes. */
export async function withBeat<T>(work: Work, doing: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => {
    inWork(work, (tx) => beat(tx, work.exportId, work.runId)).catch(() => undefined);
  }, BEAT_MS);
  try {
    return await doing();
  } finally {
    clearInterval(timer);
  }
}
