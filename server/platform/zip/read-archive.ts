import { crc32, createInflateRaw } from 'node:zlib';
import { type FoundFile, findFiles, ZipError, type ZipSource } from './zip-list.ts';

/** A file of an archive, as its list names it. */
export interface ArchivedFile {
  readonly name: string;
  /** Bytes of the content. */
  readonly size: number;
  /** The content; throws ZipError where it is not what the list says. */
  content(): AsyncGenerator<Buffer, void, undefined>;
}

const CHUNK = 256 * 1024;
const LOCAL_SIZE = 30;

/** The files of an archive in the order of its list. @throws ZipError */
export async function* readArchive(source: ZipSource): AsyncGenerator<ArchivedFile, void, undefined> {
  for await (const file of findFiles(source)) {
    yield { name: file.name, size: file.size, content: () => contentOf(source, file) };
  }
}

async function* contentOf(source: ZipSource, file: FoundFile): AsyncGenerator<Buffer, void, undefined> {
  let [size, checksum] = [0, 0];
  for await (const chunk of file.deflated ? inflated(stored(source, file)) : stored(source, file)) {
    size += chunk.byteLength;
    // However much comes out of little: no more than was said.
    if (size > file.size) throw new ZipError(`${file.name} is longer than it says`);
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (size !== file.size || checksum !== file.crc32) throw new ZipError(`${file.name} is not what it was`);
}

async function* stored(source: ZipSource, file: FoundFile): AsyncGenerator<Buffer, void, undefined> {
  const head = await source.readAt(file.offset, LOCAL_SIZE);
  if (head.length !== LOCAL_SIZE || head.readUInt32LE(0) !== 0x04034b50)
    throw new ZipError('no file begins there');
  const begin = file.offset + LOCAL_SIZE + head.readUInt16LE(26) + head.readUInt16LE(28);
  for (let at = 0; at < file.stored; at += CHUNK) {
    const length = Math.min(CHUNK, file.stored - at);
    const chunk = await source.readAt(begin + at, length);
    if (chunk.length !== length) throw new ZipError('the archive ends too early');
    yield chunk;
  }
}

async function* inflated(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  const inflate = createInflateRaw();
  const fed = feed(chunks, inflate);
  try {
    for await (const chunk of inflate) yield chunk;
    await fed;
  } catch (error) {
    throw error instanceof ZipError
      ? error
      : new ZipError('what was deflated does not inflate', { cause: error });
  } finally {
    inflate.destroy();
  }
}

async function feed(chunks: AsyncIterable<Buffer>, into: ReturnType<typeof createInflateRaw>): Promise<void> {
  try {
    for await (const chunk of chunks) {
      if (into.destroyed) return;
      if (!into.write(chunk))
        await new Promise<void>((resolve) => into.once('drain', resolve).once('close', resolve));
    }
    into.end();
  } catch (error) {
    into.destroy(error instanceof Error ? error : new ZipError('reading failed'));
  }
}
