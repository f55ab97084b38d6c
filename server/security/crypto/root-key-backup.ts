import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type BackupKey, sealTo } from './backup-key.ts';
import { RootKeyFileError } from './crypto.errors.ts';
import { keepRootKeyFile, readRootKeyFile } from './root-key-file.ts';

/** The keys of a root key file, sealed to the backup key: without its private half they are as good as lost. */
export async function sealRootKeys(file: string, publicKey: Uint8Array, label: string): Promise<Buffer> {
  if (readRootKeyFile(file) === undefined)
    throw new RootKeyFileError(`There is no root key file at ${file}.`);
  return buffer(Readable.from([await readFile(file)]).compose(sealTo(publicKey, label).seal));
}

/**
 * Puts them back as the file, mode 0600. A file that is there already and holds the same is left alone.
 * @throws RootKeyFileError where another file is there, UnsealError where they do not open.
 */
export async function restoreRootKeys(
  file: string,
  sealed: AsyncIterable<Uint8Array>,
  { key, label }: { readonly key: BackupKey; readonly label: string },
): Promise<void> {
  keepRootKeyFile(file, await buffer(Readable.from(sealed).compose(key.open(label))));
}
