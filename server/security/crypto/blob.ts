import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { UnsealError } from './crypto.errors.ts';
import type { SealContext } from './sealed.ts';

/** Layout: format (1) · key version (4, big-endian) · nonce (12) · ciphertext · tag (16). */
export const BLOB_OVERHEAD = 33;

const NONCE_AT = 5;
const CIPHERTEXT_AT = 17;
const TAG_SIZE = 16;
const NONCE_SIZE = 12;

/** The first byte says what is inside; it is bound to the blob, so that one kind never opens as the other. */
export const FORMAT = { json: 1, bytes: 2, key: 3 } as const;
export type Format = (typeof FORMAT)[keyof typeof FORMAT];

/** The JSON text of a list is unambiguous: no two contexts share it. */
export function associatedData(format: Format, scopeId: string, ctx: SealContext): Buffer {
  return Buffer.from(JSON.stringify(['caseward/seal', format, scopeId, ctx.table, ctx.row, ctx.use]), 'utf8');
}

/** AES-256-GCM (NIST SP 800-38D) with a random nonce: at most 2^32 blobs under one key. */
export function sealBlob(
  key: KeyObject,
  format: Format,
  version: number,
  ad: Buffer,
  plaintext: string | Uint8Array,
): Buffer {
  const header = Buffer.allocUnsafe(CIPHERTEXT_AT);
  header[0] = format;
  header.writeUInt32BE(version, 1);
  const nonce = randomBytes(NONCE_SIZE);
  nonce.copy(header, NONCE_AT);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(ad);
  const body = typeof plaintext === 'string' ? cipher.update(plaintext, 'utf8') : cipher.update(plaintext);
  cipher.final();
  return Buffer.concat([header, body, cipher.getAuthTag()]);
}

/** What a blob says it is. Throws UnsealError for anything that is not a blob. */
export function blobHeader(blob: Uint8Array): { format: Format; version: number } {
  const format = Object.values(FORMAT).find((known) => known === blob[0]);
  if (blob.length < BLOB_OVERHEAD || format === undefined) throw new UnsealError();
  return { format, version: view(blob).readUInt32BE(1) };
}

/** Opens a blob whose version was matched to `key`; throws UnsealError if any part of it was changed. */
export function openBlob(key: KeyObject, ad: Buffer, blob: Uint8Array): Buffer {
  const bytes = view(blob);
  const tagAt = bytes.length - TAG_SIZE;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(NONCE_AT, CIPHERTEXT_AT), {
    authTagLength: TAG_SIZE,
  });
  decipher.setAAD(ad);
  decipher.setAuthTag(bytes.subarray(tagAt));
  const plaintext = decipher.update(bytes.subarray(CIPHERTEXT_AT, tagAt));
  try {
    decipher.final();
  } catch {
    throw new UnsealError();
  }
  return plaintext;
}

/**
 * The tag of a blob in hex. It stands for key, nonce, place and content (NIST SP 800-38D): what was opened from a blob
 * with this mark, in this place, is what any blob with this mark holds there.
 */
export function markOf(blob: Buffer): string {
  return blob.toString('hex', Math.max(blob.length - TAG_SIZE, 0));
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
