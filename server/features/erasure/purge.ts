import { eachInTurn } from '#server/security/each-in-turn.ts';
import type { Services } from '#server/security/services.ts';
import { inOneTransaction } from '#server/security/tenancy/index.ts';
import { writeCertificate } from './certificate.ts';
import { erasureStore } from './erasure.store.ts';

const QUEUE = 'workspace-purge';
const EVERY_HOUR = '41 * * * *';

/** Purges the workspaces whose 30 days are over, every hour, on one node at a time. */
export async function workOnErasure(services: Services): Promise<void> {
  await services.jobs.work(QUEUE, { retries: 2, expireInSeconds: 1_800 }, () => purgeDue(services));
  await services.jobs.schedule(QUEUE, EVERY_HOUR);
}

export async function purgeDue(services: Services): Promise<void> {
  await eachInTurn(await erasureStore(services.db).due(), (workspaceId) =>
    purgeWorkspace(services, workspaceId),
  );
}

/** Keys and rows go in one transaction with the certificate; then the bytes, also where a server stopped in between. */
async function purgeWorkspace(services: Services, workspaceId: string): Promise<void> {
  await inOneTransaction(services.db, async (db) => {
    const store = erasureStore(db);
    const gone = await store.purge(workspaceId);
    if (gone === undefined) return;
    const { certificate, text, digest } = writeCertificate('workspace', workspaceId, {
      gone,
      at: services.clock.now(),
    });
    const { id } = certificate;
    await store.keep({
      id,
      kind: 'workspace',
      subjectId: workspaceId,
      askedBy: null,
      replacement: {},
      certificate: text,
      digest,
    });
  });
  services.keys.forget(workspaceId);
  await removeBytes(services, workspaceId);
}

/** Every blob of a workspace that is no more. */
export async function removeBytes({ blobs }: Pick<Services, 'blobs'>, workspaceId: string): Promise<void> {
  const keys = await Array.fromAsync(blobs.list(workspaceId), ({ key }) => key);
  for (const key of keys) await blobs.delete(key);
}
