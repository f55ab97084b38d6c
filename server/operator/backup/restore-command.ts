import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { type Config, loadConfig, processEnv } from '../../config.ts';
import { KIT_LABEL, type RecoveryKit, readKit } from '../../features/recovery-kit/index.ts';
import type { Archive } from '../../platform/archive/index.ts';
import { type BlobStore, openBlobs } from '../../platform/blobs/index.ts';
import { openDatabase } from '../../platform/db/index.ts';
import { StartError } from '../../platform/start-error.ts';
import { keyFingerprint, restoreRootKeys } from '../../security/crypto/index.ts';
import { counted } from '../counted.ts';
import { withDatabases } from '../databases.ts';
import { ensureKeyFolder } from '../key-folder.ts';
import { migrate } from '../migrate.ts';
import { keepBackup } from './backup-rows.ts';
import { eraseAnew } from './conclude-restore.ts';
import { keptErasures } from './kept-erasures.ts';
import { chooseBackup, loadManifest } from './list-backups.ts';
import { labelOf, type Manifest, pathsOf } from './manifest.ts';
import { databaseLabel, refuseFilled, restoreDatabase, restoreFiles, verified } from './restore.ts';
import { markFinished, unfinishedRestore } from './unfinished-restore.ts';
import { verifyRestored } from './verify-restored.ts';
import { archiveOf } from './with-backups.ts';

export const restoreHelp = `caseward restore --kit FILE [--until TIME]
caseward restore --kit FILE --root-key

  Restores a backup on an empty machine, with the recovery kit alone: database, files and root key. Nothing that is
  there is ever replaced. A restore that was cut short is begun again with the same command.

  --kit    the recovery kit, or a file with the lines typed from its page
  --until  the newest backup of no later than this moment, as in 2026-01-31T12:00:00Z; the newest of all by default
  --root-key  the root key file alone, from the page itself: for a data folder that outlived it`;

async function kitFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    throw new StartError(`The recovery kit cannot be read from ${path} (${code}).`);
  }
}

const options = {
  kit: { type: 'string' },
  until: { type: 'string' },
  'root-key': { type: 'boolean', default: false },
} as const;

type Print = (line: string) => void;

/** \`caseward restore\`. Returns the exit code. */
export async function restoreCommand(
  args: string[],
  print: Print = console.log,
  warn: Print = console.error,
): Promise<number> {
  const { values } = parseArgs({ args, options });
  const until = values.until === undefined ? undefined : new Date(values.until);
  if (Number.isNaN(until?.getTime())) {
    warn(`--until is a moment, as in 2026-01-31T12:00:00Z; "${values.until}" is none.`);
    return 2;
  }
  if (values.kit === undefined) {
    warn(restoreHelp);
    return 2;
  }
  const kit = readKit(await kitFile(values.kit));
  const config = loadConfig(processEnv());
  if (values['root-key']) return keysFromPage(config, kit, print);
  const archive = await archiveOf(config);
  const manifest = await loadManifest(archive, await chooseBackup(archive, until), kit.signer);
  if (manifest.key !== keyFingerprint(kit.key.publicKey))
    throw new StartError(`The backup ${manifest.id} is sealed to another recovery kit (${manifest.key}).`);
  print(`Restoring ${manifest.id}, made by ${manifest.deployment}.`);
  return restoreHere(config, { archive, manifest, kit }, print);
}

async function keysFromPage(config: Config, { key, rootKeys }: RecoveryKit, print: Print): Promise<number> {
  const { rootKey } = config;
  if (rootKey.kind === 'kms' || rootKeys === undefined)
    throw new StartError('There is no root key on this page: a key service keeps it.');
  await ensureKeyFolder(config);
  await restoreRootKeys(rootKey.path, Readable.from([rootKeys]), { key, label: KIT_LABEL });
  print(`The root key file ${rootKey.path} is back, as it was when the page was printed.`);
  return 0;
}

interface Chosen {
  readonly archive: Archive;
  readonly manifest: Manifest;
  readonly kit: RecoveryKit;
}

function restoreHere(config: Config, chosen: Chosen, print: Print): Promise<number> {
  const { archive, manifest, kit } = chosen;
  return withDatabases(config, async ({ owner, operator }) => {
    if (owner === undefined || operator === undefined)
      throw new StartError('Restoring needs DATABASE_OWNER_URL and DATABASE_OPERATOR_URL.');
    const blobs = await openBlobs(config.blobs);
    // Read before anything is restored: without the list nobody could tell what must not come back.
    const { erasures, strange } = await keptErasures(archive, kit.signer);
    if ((await unfinishedRestore(owner)) === manifest.id) {
      print('Going on where it was cut short.');
      await migrate(owner);
    } else await bringBack(config, { ...chosen, blobs, owner }, print);
    const db = openDatabase({ url: operator, max: 1, prepared: false });
    try {
      print(await eraseAnew({ db, blobs, config }, erasures));
      for (const name of strange) print(`NOT an erasure of this deployment, and passed over: ${name}`);
      await keepBackup(db, { manifest, addedBytes: 0, place: await archive.report() }, 'backup.restored');
      await markFinished(owner);
      const found = await verifyRestored({ db, config });
      for (const line of found.sentences) print(line);
      return found.well && strange.length === 0 ? 0 : 1;
    } finally {
      await db.close();
    }
  });
}

async function bringBack(
  config: Config,
  { archive, manifest, kit, blobs, owner }: Chosen & { blobs: BlobStore; owner: string },
  print: Print,
): Promise<void> {
  const { key } = kit;
  await refuseFilled(owner);
  await restoreKeyFile(config, { archive, manifest, kit });
  // Files first: the database, which comes all at once, is what makes the restore visible.
  const files = await restoreFiles(archive, blobs, { manifest, key });
  const { rows } = await restoreDatabase(owner, { archive, manifest }, key.open(databaseLabel(manifest)));
  print(`Back: ${counted(rows, 'row')} and ${counted(files, 'file')}.`);
}

async function restoreKeyFile(config: Config, { archive, manifest, kit }: Chosen): Promise<void> {
  const { rootKey } = config;
  if (rootKey.kind === 'kms' || manifest.rootKeys === undefined) return;
  await ensureKeyFolder(config);
  const { rootKeys } = pathsOf(manifest.id);
  const sealed = verified(await archive.get(rootKeys), manifest.rootKeys, rootKeys);
  await restoreRootKeys(rootKey.path, sealed, { key: kit.key, label: labelOf(manifest.id, 'root-keys') });
}
