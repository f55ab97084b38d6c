import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type BlobStore, blobKey } from '#server/platform/blobs/index.ts';
import {
  type KeyScope,
  type OpenedFile,
  openSealedFile,
  type SealContext,
  type SealedSource,
  sealStream,
} from '#server/security/crypto/index.ts';
import { type EvidenceRecord, fileContext, pieceContext } from './evidence-record.ts';
import type { Piece } from './piece.store.ts';

/** Where sealed files of one workspace are kept. */
export interface Shelf {
  readonly blobs: BlobStore;
  readonly workspaceId: string;
}

/** The same with the keys to them. */
export interface Vault extends Shelf {
  readonly scope: KeyScope;
}

/** Seals while it streams: nothing of the content is ever kept in clear (claim FC-33). */
async function seal(vault: Vault, id: string, context: SealContext, content: AsyncIterable<Uint8Array>) {
  const key = blobKey(vault.workspaceId, id);
  await pipeline(content, sealStream(vault.scope, context), (sealed: AsyncIterable<Uint8Array>) =>
    vault.blobs.put(key, sealed),
  );
}

async function open(
  vault: Vault,
  id: string,
  context: SealContext,
  sealedKey: Buffer | undefined,
): Promise<OpenedFile> {
  return openSealedFile(await sourceOf(vault, id), vault.scope, context, sealedKey);
}

async function sourceOf({ blobs, workspaceId }: Vault, id: string): Promise<SealedSource> {
  const key = blobKey(workspaceId, id);
  const info = await blobs.head(key);
  return {
    size: info?.size ?? 0,
    readAt: async (offset, length) =>
      buffer(await blobs.get(key, { start: offset, end: offset + length - 1 })),
  };
}

export function sealPiece(vault: Vault, id: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  return seal(vault, id, pieceContext(id), content);
}

/** The pieces of an upload as one stream in clear, for the scanner and for sealing anew. */
export async function* joinPieces(
  vault: Vault,
  pieces: readonly Piece[],
): AsyncGenerator<Buffer, void, undefined> {
  for (const { id, sealedKey } of pieces) yield* (await open(vault, id, pieceContext(id), sealedKey)).read();
}

/** Seals the settled file into the blob its record names. */
export async function sealFile(
  vault: Vault,
  file: { readonly id: string; readonly blobId: string },
  content: AsyncIterable<Uint8Array>,
): Promise<void> {
  await seal(vault, file.blobId, fileContext(file.id), content);
}

/** Opens a settled file for reading at random. Throws UnsealError where it was changed or is gone. */
export function openFile(
  vault: Vault,
  file: Pick<EvidenceRecord, 'id' | 'blobId' | 'sealedKey'>,
): Promise<OpenedFile> {
  return open(vault, file.blobId, fileContext(file.id), file.sealedKey);
}

export async function forget({ blobs, workspaceId }: Shelf, ids: readonly string[]): Promise<void> {
  await Promise.all(ids.map((id) => blobs.delete(blobKey(workspaceId, id))));
}
