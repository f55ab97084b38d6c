import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../platform/db/embedded.ts';
import { randomToken } from '../../security/crypto/index.ts';
import { newPasswords, provision, type Urls } from '../provision.ts';

/**
 * Lends `work` an empty database with its four roles, in a cluster of its own that is gone afterwards: a drill needs no
 * right on the live one, and cannot touch it.
 */
export async function withScratch<T>(work: (urls: Urls) => Promise<T>): Promise<T> {
  const dataDir = join(tmpdir(), `caseward-drill-${randomToken(9)}`);
  try {
    const cluster = await startEmbedded({ dataDir, log: () => undefined });
    try {
      return await work(
        await provision({ adminUrl: cluster.adminUrl, database: 'caseward', passwords: newPasswords() }),
      );
    } finally {
      await cluster.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
