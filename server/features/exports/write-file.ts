import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { type BlobStore, blobKey } from '#server/platform/blobs/index.ts';
import { createSha256, type KeyScope, sealStream } from '#server/security/crypto/index.ts';
import { type FileHead, fileContext, type Stretch } from './archive-file.ts';

export interface Vault {
  readonly blobs: BlobStore;
  readonly scope: KeyScope;
  readonly workspaceId: string;
}

/** Seals a file into its blob while it is made, and tells what stands in the archive about it. */
export async function writeFile(
  { blobs, scope, workspaceId }: Vault,
  id: string,
  stretch: Stretch,
): Promise<FileHead> {
  const clear = counting();
  const stored = counting();
  const sealed = (bytes: AsyncIterable<Uint8Array>) => blobs.put(blobKey(workspaceId, id), bytes);
  const seal = sealStream(scope, fileContext(id));
  if (stretch.deflated)
    await pipeline(clear.through(stretch.content), createDeflateRaw(), stored.through, seal, sealed);
  else await pipeline(clear.through(stretch.content), stored.through, seal, sealed);
  const { records } = stretch.outcome();
  return {
    name: stretch.name,
    deflated: stretch.deflated,
    size: clear.size(),
    stored: stored.size(),
    crc32: clear.crc32(),
    sha256: clear.sha256(),
    ...(records !== undefined && { records }),
  };
}

/** Counts and digests what passes. */
function counting() {
  const digest = createSha256();
  let [size, checksum] = [0, 0];
  return {
    size: () => size,
    crc32: () => checksum,
    sha256: () => digest.digest().toString('hex'),
    async *through(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Buffer, void, undefined> {
      for await (const chunk of chunks) {
        const bytes =
          typeof chunk === 'string'
            ? Buffer.from(chunk)
            : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        size += bytes.byteLength;
        checksum = crc32(bytes, checksum);
        digest.update(bytes);
        yield bytes;
      }
    },
  };
}
