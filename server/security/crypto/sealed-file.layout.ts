import { BLOB_OVERHEAD } from './blob.ts';

/**
 * A sealed file: magic (4) · the file's own key, sealed by the scope (65) · chunks. Each chunk is 64 KiB of
 * plaintext (the last one 0 to 64 KiB) and its tag (16).
 */
export const MAGIC = Buffer.from('CWF1', 'latin1');
export const FILE_KEY_SIZE = 32;
export const HEADER_SIZE = MAGIC.length + BLOB_OVERHEAD + FILE_KEY_SIZE;
export const CHUNK_SIZE = 65_536;
export const TAG_SIZE = 16;
export const SEALED_CHUNK_SIZE = CHUNK_SIZE + TAG_SIZE;

/** How many bytes a file of `plainSize` bytes has once sealed. */
export function sealedFileSize(plainSize: number): number {
  if (!Number.isSafeInteger(plainSize) || plainSize < 0) throw new RangeError('a size is a whole number');
  return HEADER_SIZE + plainSize + TAG_SIZE * Math.max(1, Math.ceil(plainSize / CHUNK_SIZE));
}

/** How many bytes a sealed file holds; undefined for a size no sealed file has. */
export function plainFileSize(sealedSize: number): number | undefined {
  const body = sealedSize - HEADER_SIZE;
  if (!Number.isSafeInteger(sealedSize) || body < TAG_SIZE) return undefined;
  const plainSize = body - TAG_SIZE * Math.ceil(body / SEALED_CHUNK_SIZE);
  return plainSize >= 0 && sealedFileSize(plainSize) === sealedSize ? plainSize : undefined;
}

/** The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): position and finality are the nonce. */
export function chunkNonce(index: number, final: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 7);
  nonce[11] = final ? 1 : 0;
  return nonce;
}
