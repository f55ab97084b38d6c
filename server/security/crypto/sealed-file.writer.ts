import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { Transform } from 'node:stream';
import { sealChunks } from './chunk-stream.ts';
import { UnsealError } from './crypto.errors.ts';
import { type KeyScope, keyBoxOf } from './key-scope.ts';
import type { SealContext } from './sealed.ts';
import { FILE_KEY_SIZE, HEADER_SIZE, MAGIC } from './sealed-file.layout.ts';

/**
 * Plaintext in, a sealed file out, in 64 KiB chunks (AES-256-GCM under a key of the file's own). A chunk
 * dropped, cut, repeated, moved or taken from another file is refused on reading.
 */
export function sealStream(scope: KeyScope, ctx: SealContext): Transform {
  const { header, key } = newFileKey(scope, ctx);
  return sealChunks(key, header);
}

/** Which key version sealed the key in this head of a file. Throws UnsealError. */
export function fileKeyVersion(scope: KeyScope, header: Uint8Array): number {
  return scope.versionOf(sealedFileKey(header));
}

/**
 * The file's key out of its head, sealed by the scope's current version, to be kept beside the file and given when it
 * is opened. Throws UnsealError.
 */
export function resealedFileKey(scope: KeyScope, ctx: SealContext, header: Uint8Array): Buffer {
  return scope.reseal(fileKeyContext(ctx), sealedFileKey(header));
}

/** The key of a sealed file, from what the file's head or its keeper holds. Throws UnsealError. */
export function openFileKey(scope: KeyScope, ctx: SealContext, sealed: Uint8Array): KeyObject {
  const bytes = keyBoxOf(scope).openKey(fileKeyContext(ctx), sealed);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

function newFileKey(scope: KeyScope, ctx: SealContext): { header: Buffer; key: KeyObject } {
  const bytes = randomBytes(FILE_KEY_SIZE);
  const header = Buffer.concat([MAGIC, keyBoxOf(scope).sealKey(fileKeyContext(ctx), bytes)]);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return { header, key };
}

/** The sealed key in a file's first HEADER_SIZE bytes. Throws UnsealError. */
export function sealedFileKey(header: Uint8Array): Uint8Array {
  const magic = header.subarray(0, MAGIC.length);
  if (header.length !== HEADER_SIZE || MAGIC.compare(magic) !== 0) throw new UnsealError();
  return header.subarray(MAGIC.length);
}

function fileKeyContext(ctx: SealContext): SealContext {
  return { ...ctx, use: `${ctx.use}/file-key` };
}
