import type { KeyObject } from 'node:crypto';
import { openChunk } from './chunk-stream.ts';
import { UnsealError } from './crypto.errors.ts';
import type { KeyScope } from './key-scope.ts';
import type { SealContext } from './sealed.ts';
import { CHUNK_SIZE, HEADER_SIZE, plainFileSize, SEALED_CHUNK_SIZE } from './sealed-file.layout.ts';
import { openFileKey, sealedFileKey } from './sealed-file.writer.ts';

/** A stored sealed file: its size in bytes, and a way to read `length` bytes of it from `offset`. */
export interface SealedSource {
  readonly size: number;
  readAt(offset: number, length: number): Promise<Uint8Array>;
}

export interface OpenedFile {
  /** Bytes of plaintext. */
  readonly size: number;
  /** Plaintext from `start` up to, not including, `end`; whatever comes out has been verified. */
  read(range?: ByteRange): AsyncGenerator<Buffer, void, undefined>;
}

export interface ByteRange {
  readonly start: number;
  /** Exclusive, unlike in an HTTP Range header. */
  readonly end: number;
}

// Chunks are fetched in runs: one request to an object store a chunk would be slow.
const CHUNKS_PER_FETCH = 16;

/**
 * Opens a sealed file for reading at random. The last chunk is verified first, so that a file cut short
 * is refused even by a range that ends before the cut. `sealedKey` takes the place of the one in the file's head,
 * where a rotation sealed it anew. Throws UnsealError, here or while reading.
 */
export async function openSealedFile(
  source: SealedSource,
  scope: KeyScope,
  ctx: SealContext,
  sealedKey?: Uint8Array,
): Promise<OpenedFile> {
  const size = plainFileSize(source.size);
  if (size === undefined) throw new UnsealError();
  const key = openFileKey(scope, ctx, sealedKey ?? sealedFileKey(await source.readAt(0, HEADER_SIZE)));
  const last = Math.max(0, Math.ceil(size / CHUNK_SIZE) - 1);
  const chunks = { source, key, last };
  await fetchChunks(chunks, last, last);
  return { size, read: (range = { start: 0, end: size }) => readRange(chunks, size, range) };
}

/** One range of a sealed file, as a stream of verified plaintext. */
export async function* openSealedRange(
  source: SealedSource,
  scope: KeyScope,
  ctx: SealContext,
  range?: ByteRange,
): AsyncGenerator<Buffer, void, undefined> {
  const file = await openSealedFile(source, scope, ctx);
  yield* file.read(range);
}

interface Chunks {
  readonly source: SealedSource;
  readonly key: KeyObject;
  readonly last: number;
}

async function* readRange(
  chunks: Chunks,
  size: number,
  { start, end }: ByteRange,
): AsyncGenerator<Buffer, void, undefined> {
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end < start || end > size) {
    throw new RangeError('the range is not within the file');
  }
  if (start === end) return;
  const lastWanted = Math.floor((end - 1) / CHUNK_SIZE);
  for (let from = Math.floor(start / CHUNK_SIZE); from <= lastWanted; from += CHUNKS_PER_FETCH) {
    const to = Math.min(from + CHUNKS_PER_FETCH - 1, lastWanted);
    let at = from * CHUNK_SIZE;
    for (const plaintext of await fetchChunks(chunks, from, to)) {
      yield plaintext.subarray(Math.max(0, start - at), Math.max(0, end - at));
      at += CHUNK_SIZE;
    }
  }
}

async function fetchChunks({ source, key, last }: Chunks, from: number, to: number): Promise<Buffer[]> {
  const offset = HEADER_SIZE + from * SEALED_CHUNK_SIZE;
  const length = Math.min(source.size - offset, (to - from + 1) * SEALED_CHUNK_SIZE);
  const sealed = await source.readAt(offset, length);
  if (sealed.length !== length) throw new UnsealError();
  return Array.from({ length: to - from + 1 }, (_, i) => {
    const chunk = sealed.subarray(i * SEALED_CHUNK_SIZE, (i + 1) * SEALED_CHUNK_SIZE);
    return openChunk(key, from + i, from + i === last, chunk);
  });
}
