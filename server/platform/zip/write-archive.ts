import { centralRecord, endRecord, localHeader, type ZipFile } from './zip-layout.ts';

/** A file whose bytes, deflated or not, are there to be read. */
export interface StoredFile extends ZipFile {
  content(): AsyncIterable<Uint8Array>;
}

/** The files in their order, each time anew: once for their bytes and once for the list at the end. */
type Listing<F> = () => AsyncIterable<F>;

/**
 * An archive as a stream. Nothing of it is remembered but counts, however many files there are.
 * @throws Error where a file is not as long as it was said to be.
 */
export async function* writeArchive(files: Listing<StoredFile>): AsyncGenerator<Uint8Array, void, undefined> {
  let offset = 0;
  for await (const file of files()) {
    const head = localHeader(file);
    yield head;
    let seen = 0;
    for await (const chunk of file.content()) {
      seen += chunk.byteLength;
      yield chunk;
    }
    if (seen !== file.stored) throw new Error('a file is not as long as it was said to be');
    offset += head.byteLength + seen;
  }
  const start = offset;
  let [size, count, at] = [0, 0, 0];
  for await (const file of files()) {
    const line = centralRecord(file, at);
    yield line;
    at += localHeader(file).byteLength + file.stored;
    size += line.byteLength;
    count += 1;
  }
  yield endRecord({ count, size, offset: start });
}

/** Bytes of the archive of these files. */
export async function archiveSize(files: Listing<ZipFile>): Promise<number> {
  let [offset, size, count] = [0, 0, 0];
  for await (const file of files()) {
    size += centralRecord(file, offset).byteLength;
    offset += localHeader(file).byteLength + file.stored;
    count += 1;
  }
  return offset + size + endRecord({ count, size, offset }).byteLength;
}
