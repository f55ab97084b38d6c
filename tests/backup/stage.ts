import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, loadConfig } from '#server/config.ts';
import { backupSigner, type RecoveryKit, readKit } from '#server/features/recovery-kit/index.ts';
import { newRecoveryKit } from '#server/operator/backup/kit-command.ts';
import type { BackupContext } from '#server/operator/backup/with-backups.ts';
import type { Urls } from '#server/operator/provision.ts';
import { type Archive, openArchive } from '#server/platform/archive/index.ts';
import { openDatabase } from '#server/platform/db/index.ts';
import { makeBareDatabase } from '#tests/start/bare-database.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

export interface Stage {
  readonly world: TestWorld;
  readonly context: BackupContext;
  readonly archive: Archive;
  readonly config: Config;
  /** Where the archive is. */
  readonly folder: string;
  readonly page: string;
  readonly kit: RecoveryKit;
  close(): Promise<void>;
}

/** A server with two workspaces, a recovery kit, and an archive in a folder, all in this process. */
export async function setStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'caseward-archive-'));
  const world = await startTestWorld();
  const { database, folder: home, app, url } = world.test;
  const config = loadConfig({
    NODE_ENV: 'test',
    CASEWARD_DATA: join(home, 'data'),
    CASEWARD_ROOT_KEY_FILE: join(home, 'root.keys'),
    CASEWARD_PUBLIC_URL: url,
    CASEWARD_BACKUP_FOLDER: folder,
  });
  const db = openDatabase({ url: database.operatorUrl, max: 2, prepared: false });
  const system = app.services.system();
  const archive = await openArchive({ kind: 'folder', folder });
  const context: BackupContext = {
    config,
    operatorUrl: database.operatorUrl,
    db,
    system,
    signer: backupSigner(system),
    blobs: app.services.blobs,
    archive: async () => archive,
  };
  const page = await newRecoveryKit(context);
  return {
    world,
    context,
    archive,
    config,
    folder,
    page,
    kit: readKit(page),
    async close() {
      await db.close();
      await world.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An empty database of the test cluster in the place of a cluster of its own. */
export async function withBare<T>(work: (urls: Urls) => Promise<T>): Promise<T> {
  const bare = await makeBareDatabase();
  try {
    return await work(bare.urls);
  } finally {
    await bare.drop();
  }
}
