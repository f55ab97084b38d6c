import type { Transform } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import type { Archive } from '../../platform/archive/index.ts';
import { BlobExists, type BlobStore, isBlobKey } from '../../platform/blobs/index.ts';
import { withClient } from '../../platform/db/operator-client.ts';
import { StartError } from '../../platform/start-error.ts';
import type { BackupKey } from '../../security/crypto/index.ts';
import { migrate } from '../migrate.ts';
import { readMigrations } from '../migration-files.ts';
import { type Digested, digesting } from './digested.ts';
import { readKeptFiles } from './kept-files.ts';
import { loadDatabase } from './load.ts';
import { fileLabel, filePath, labelOf, type Manifest, pathsOf } from './manifest.ts';
import { through } from './through.ts';

/** Passes on what the archive holds by that name, and fails at its end where it is not what was signed. */
export async function* verified(
  stream: AsyncIterable<Uint8Array>,
  expected: Digested,
  name: string,
): AsyncGenerator<Uint8Array, void> {
  const { passing, told } = digesting(stream);
  yield* passing;
  if (told().sha256 !== expected.sha256)
    throw new StartError(`The part ${name} of this backup is damaged: it is not the one its manifest names.`);
}

const EMPTY = `select to_regclass('app.users') is null as bare`;
const COUNT = 'select exists (select from app.users) as filled';

/**
 * @throws StartError where somebody has an account in this database: a restore never replaces anything.
 */
export async function refuseFilled(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (owner) => {
    if ((await owner.query(EMPTY)).rows[0].bare === true) return;
    await owner.query('begin');
    await owner.query('alter table app.users no force row level security');
    const { rows } = await owner.query(COUNT);
    await owner.query('rollback');
    if (rows[0].filled === true)
      throw new StartError('There are accounts in this database: a restore goes into an empty one alone.');
  });
}

/**
 * Makes the schema of a backup and fills it, then brings it forward to this version.
 * @param opening opens the database part, by the recovery kit or by a key still in memory.
 */
export async function restoreDatabase(
  ownerUrl: string,
  { archive, manifest, folder }: { archive: Archive; manifest: Manifest; folder?: string },
  opening: Transform,
): Promise<{ readonly rows: number; readonly migratedTo: number }> {
  await refuseOtherMigrations(manifest, folder);
  const last = manifest.migrations.at(-1)?.number ?? 0;
  await migrate(ownerUrl, folder, last);
  const { database } = pathsOf(manifest.id);
  const sealed = verified(await archive.get(database), manifest.database, database);
  const counts = await loadDatabase(ownerUrl, manifest.id, through(sealed, opening, createZstdDecompress()));
  await migrate(ownerUrl, folder);
  return { rows: counts.total, migratedTo: await newestMigration(folder) };
}

/** Puts every file of a backup back where the store does not hold it; gives their number. */
export async function restoreFiles(
  archive: Archive,
  blobs: BlobStore,
  { manifest, key }: { manifest: Manifest; key: BackupKey },
): Promise<number> {
  const files = await readKeptFiles(await archive.get(pathsOf(manifest.id).files), manifest.files);
  for (const [file, expected] of files) {
    if (!isBlobKey(file)) throw new StartError('The list of files of this backup is damaged.');
    const name = filePath(manifest.key, file);
    const sealed = verified(await archive.get(name), expected, name);
    await blobs.put(file, through(sealed, key.open(fileLabel(file)))).catch((error: unknown) => {
      // A restore that was cut short is begun again.
      if (!(error instanceof BlobExists)) throw error;
    });
  }
  return files.size;
}

export const databaseLabel = (manifest: Manifest) => labelOf(manifest.id, 'database');

async function refuseOtherMigrations({ migrations }: Manifest, folder?: string): Promise<void> {
  const known = new Map((await readMigrations(folder)).map(({ number, sha256 }) => [number, sha256]));
  const strange = migrations.find(({ number, sha256 }) => known.get(number) !== sha256);
  if (strange !== undefined)
    throw new StartError(
      `This backup has the migration ${strange.name}, which is unknown here; install the version that made it, or a later one.`,
    );
}

async function newestMigration(folder?: string): Promise<number> {
  return Math.max(...(await readMigrations(folder)).map(({ number }) => number));
}
