import type { Readable } from 'node:stream';
import type { BlobKey } from './blob-key.ts';

/** Bytes, both ends included, as in HTTP (RFC 9110 §14.1.2). */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface BlobInfo {
  readonly key: BlobKey;
  /** Bytes. */
  readonly size: number;
  readonly storedAt: Date;
}

/**
 * Where sealed content lives. It sees ciphertext only and is written once per key: a blob is never changed,
 * so a reader can never meet half of one. A resumable upload is a row of blobs, one a piece.
 */
export interface BlobStore {
  /** Stores the whole stream or nothing. Throws `BlobExists`; a failing stream's own error comes through. */
  put(key: BlobKey, content: AsyncIterable<Uint8Array>): Promise<{ readonly size: number }>;
  /** Throws `BlobMissing`, or `RangeError` where the range starts past the end. */
  get(key: BlobKey, range?: ByteRange): Promise<Readable>;
  head(key: BlobKey): Promise<BlobInfo | undefined>;
  /** Deleting what is not there is fine. */
  delete(key: BlobKey): Promise<void>;
  /** Every blob of one workspace, in no particular order. */
  list(workspaceId: string): AsyncIterable<BlobInfo>;
  /** Throws where the store cannot be used. */
  check(): Promise<void>;
}

export class BlobExists extends Error {
  override readonly name = 'BlobExists';
}

export class BlobMissing extends Error {
  override readonly name = 'BlobMissing';
}

/** The whole store is not there, such as a disk that is not mounted: it may come back, and nothing in it is missing. */
export class BlobStoreAway extends Error {
  override readonly name = 'BlobStoreAway';
  readonly code = 'BLOB_STORE_AWAY';
}

/** Throws `RangeError` on a range that no blob of this size has; cuts the end to the size. */
export function checkedRange(range: ByteRange, size: number): ByteRange {
  const { start, end } = range;
  const sane = Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && end >= start;
  if (!sane || start >= size) throw new RangeError('the range is not inside the blob');
  return { start, end: Math.min(end, size - 1) };
}
