import { blobKey } from '#server/platform/blobs/index.ts';
import type { Services } from '#server/security/services.ts';
import { queueCheck } from './queue-check.ts';
import { sweepStore } from './sweep.store.ts';

const AT_ONCE = 100;

/**
 * Finishes what a stopped server left: deletes the bytes of files that are gone, gives up uploads of yesterday,
 * and sends files that wait without a turn to be looked at.
 */
export async function sweepEvidence(services: Pick<Services, 'db' | 'blobs' | 'jobs'>): Promise<void> {
  const store = sweepStore(services.db);
  await store.giveUpUploads();
  for (let gone = await store.gone(AT_ONCE); gone.length > 0; gone = await store.gone(AT_ONCE)) {
    for (const file of gone) {
      await services.blobs.delete(blobKey(file.workspaceId, file.blobId));
      await store.forget(file);
    }
  }
  for (const file of await store.waiting()) await queueCheck(services, { ...file, once: true });
}
