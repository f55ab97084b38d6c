import { crc32 } from 'node:zlib';
import { readArchive, type StoredFile, writeArchive } from '../../platform/zip/index.ts';

/** One file of a pack. */
export interface PackFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The archive of these files in this order. Nothing is deflated, so that there is one archive for them and no other. */
export async function archiveOf(files: readonly PackFile[]): Promise<Buffer> {
  const chunks = await Array.fromAsync(writeArchive(() => stored(files)));
  return Buffer.concat(chunks);
}

/**
 * The files of an archive. @throws ZipError for what is none, TypeError for one that is written in any other way than
 * `archiveOf` would: whoever changes a byte outside the files is found by that.
 */
export async function filesOf(archive: Buffer): Promise<PackFile[]> {
  const source = {
    size: archive.length,
    readAt: async (offset: number, length: number) => archive.subarray(offset, offset + length),
  };
  const files: PackFile[] = [];
  for await (const { name, size, content } of readArchive(source)) {
    // No more is read than the archive itself holds, whatever its list says.
    if (size > archive.length) throw new TypeError(`${name} is longer than the archive`);
    files.push({ name, bytes: Buffer.concat(await Array.fromAsync(content())) });
  }
  if (!(await archiveOf(files)).equals(archive)) throw new TypeError('a byte outside its files was changed');
  return files;
}

async function* stored(files: readonly PackFile[]): AsyncGenerator<StoredFile, void, undefined> {
  for (const { name, bytes } of files) {
    const { length } = bytes;
    yield {
      name,
      crc32: crc32(bytes),
      size: length,
      stored: length,
      deflated: false,
      async *content() {
        yield bytes;
      },
    };
  }
}
