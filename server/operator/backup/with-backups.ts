import { type Config, loadConfig, processEnv } from '../../config.ts';
import { backupSigner } from '../../features/recovery-kit/index.ts';
import { type Archive, openArchive } from '../../platform/archive/index.ts';
import { type BlobStore, openBlobs } from '../../platform/blobs/index.ts';
import { type Db, openDatabase } from '../../platform/db/index.ts';
import { StartError } from '../../platform/start-error.ts';
import type { KeyScope, Signer } from '../../security/crypto/index.ts';
import { withDatabases } from '../databases.ts';
import { systemScope } from '../system-scope.ts';

export interface BackupContext {
  readonly config: Config;
  readonly operatorUrl: string;
  /** Under the operator's role. */
  readonly db: Db;
  readonly system: KeyScope;
  /** Signs the manifests of this deployment; the kit carries its public key. */
  readonly signer: Signer;
  readonly blobs: BlobStore;
  /** @throws StartError where another tool makes the backups. */
  archive(): Promise<Archive>;
}

/** Runs a command about backups beside a server that runs, or with the database started for as long as it takes. */
export function withBackups<T>(work: (context: BackupContext) => Promise<T>): Promise<T> {
  const config = loadConfig(processEnv());
  return withDatabases(config, async ({ operator }) => {
    if (operator === undefined) throw new StartError('This command needs DATABASE_OPERATOR_URL.');
    const db = openDatabase({ url: operator, max: 2, prepared: false });
    try {
      const system = await systemScope(db, config.rootKey);
      return await work({
        config,
        operatorUrl: operator,
        db,
        system,
        signer: backupSigner(system),
        blobs: await openBlobs(config.blobs),
        archive: () => archiveOf(config),
      });
    } finally {
      await db.close();
    }
  });
}

export async function archiveOf({ backups }: Pick<Config, 'backups'>): Promise<Archive> {
  if (backups.archive === undefined)
    throw new StartError('CASEWARD_BACKUPS is own: another tool makes the backups here.');
  return openArchive(backups.archive);
}
