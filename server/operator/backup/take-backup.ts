import { Readable, type Transform } from 'node:stream';
import { createZstdCompress } from 'node:zlib';
import type { Archive, PlaceReport } from '../../platform/archive/index.ts';
import type { BlobStore } from '../../platform/blobs/index.ts';
import { type OperatorClient, withClient } from '../../platform/db/operator-client.ts';
import { StartError } from '../../platform/start-error.ts';
import { keyFingerprint, randomToken, type Signer, sealTo, sha256Hex } from '../../security/crypto/index.ts';
import { copyFiles } from './copy-files.ts';
import { digesting } from './digested.ts';
import { dumpDatabase, type RowCounts } from './dump.ts';
import { writeKeptFiles } from './kept-files.ts';
import { knownFiles } from './known-files.ts';
import { labelOf, type Manifest, pathsOf, writeManifest } from './manifest.ts';
import { through } from './through.ts';
import { missingFiles, wantedFiles } from './wanted-files.ts';

export interface BackupMeans {
  /** Under the operator's role: never the live one. */
  readonly operatorUrl: string;
  readonly archive: Archive;
  readonly blobs: BlobStore;
  /** To whom everything is sealed. */
  readonly publicKey: Buffer;
  readonly signer: Signer;
  /** Seals the root keys; none where they are in a key service. */
  readonly sealRootKeys?: ((label: string) => Promise<Buffer>) | undefined;
  readonly deployment: string;
  readonly build: string;
  readonly now: () => Date;
}

export interface TakenBackup {
  readonly manifest: Manifest;
  readonly counts: RowCounts;
  readonly addedBytes: number;
  readonly place: PlaceReport;
  /** Opens the database of this backup while its key is in this process: for a drill. */
  readonly reopenDatabase: () => Transform;
  readonly reopenFiles: ReadonlyMap<string, () => Transform>;
}

const SNAPSHOT = 'begin transaction isolation level repeatable read read only';
const LOCK = `select pg_try_advisory_lock(hashtextextended('caseward backup', 0)) as mine`;

/**
 * One backup, while the server serves: every row of one moment, then the files these rows name. The manifest is
 * written last; without it there is no backup.
 * @throws StartError where another backup is under way or the operator's role does not see everything.
 */
export function takeBackup(means: BackupMeans): Promise<TakenBackup> {
  return withClient(
    means.operatorUrl,
    async (client) => {
      if ((await client.query(LOCK)).rows[0]?.mine !== true)
        throw new StartError('Another backup is under way; this one was not begun.');
      return take(client, means);
    },
    { name: 'caseward backup' },
  );
}

async function take(client: OperatorClient, means: BackupMeans): Promise<TakenBackup> {
  const { archive, publicKey, now } = means;
  const takenAt = now();
  const id = `${takenAt.toISOString().replaceAll(/[-:]|\.\d+/g, '')}-${randomHex()}`;
  const key = keyFingerprint(publicKey);
  await client.query('set statement_timeout = 0');
  await client.query(SNAPSHOT);
  const migrations = await appliedMigrations(client);
  const wanted = await wantedFiles(client);
  const database = await putDatabase(client, means, id);
  await client.query('commit');
  const known = await knownFiles({ archive, key, signer: means.signer.publicKey });
  const copied = await copyFiles({ ...means, key, known }, wanted.all);
  const missing = await missingFiles(client, copied.missing, wanted.needed);
  const files = await putWhole(archive, pathsOf(id).files, writeKeptFiles(copied.files));
  const rootKeys = await means.sealRootKeys?.(labelOf(id, 'root-keys'));
  const manifest: Manifest = {
    format: 1,
    id,
    deployment: means.deployment,
    takenAt: takenAt.toISOString(),
    build: means.build,
    key,
    migrations,
    database: { ...database.told, rows: database.counts.total },
    files: { ...files, count: copied.files.size, missing: missing.length },
    ...(rootKeys && { rootKeys: await putWhole(archive, pathsOf(id).rootKeys, rootKeys) }),
  };
  await putWhole(archive, pathsOf(id).manifest, Buffer.from(writeManifest(manifest, means.signer)));
  return {
    manifest,
    counts: database.counts,
    addedBytes: database.told.bytes + copied.addedBytes,
    place: await archive.report(),
    reopenDatabase: database.reopen,
    reopenFiles: copied.reopen,
  };
}

async function appliedMigrations(client: OperatorClient): Promise<Manifest['migrations']> {
  const { rows } = await client.query(
    'select number, name, sha256 from public.caseward_migrations order by number',
  );
  return rows;
}

async function putDatabase(client: OperatorClient, { archive, publicKey }: BackupMeans, id: string) {
  const { seal, reopen } = sealTo(publicKey, labelOf(id, 'database'));
  let counts: RowCounts | undefined;
  const dump = dumpDatabase(client, (found) => {
    counts = found;
  });
  const { passing, told } = digesting(through(dump, createZstdCompress(), seal));
  await archive.put(pathsOf(id).database, passing);
  if (counts === undefined) throw new Error('the dump did not end');
  return { told: told(), counts, reopen };
}

async function putWhole(archive: Archive, name: string, bytes: Buffer) {
  await archive.put(name, Readable.from([bytes]));
  return { bytes: bytes.length, sha256: sha256Hex(bytes) };
}

function randomHex(): string {
  return Buffer.from(randomToken(4), 'base64url').toString('hex');
}
