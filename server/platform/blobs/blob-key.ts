declare const blobKeyBrand: unique symbol;

/** `<workspace id>/<blob id>`, two random UUIDs: says nothing about what it names, and cannot leave the store. */
export type BlobKey = string & { readonly [blobKeyBrand]: true };

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const KEY = new RegExp(`^${UUID}/${UUID}$`);
const WORKSPACE = new RegExp(`^${UUID}$`);

export class InvalidBlobKey extends Error {
  override readonly name = 'InvalidBlobKey';
}

export function isBlobKey(text: string): text is BlobKey {
  return KEY.test(text);
}

/** Both ids as lower-case UUID v4. Throws `InvalidBlobKey` on anything else. */
export function blobKey(workspaceId: string, blobId: string): BlobKey {
  return checkedKey(`${workspaceId}/${blobId}`);
}

/** The gate every store puts in front of every operation. Throws `InvalidBlobKey`. */
export function checkedKey(text: string): BlobKey {
  if (!isBlobKey(text)) throw new InvalidBlobKey('a blob key is two UUIDs, workspace and blob');
  return text;
}

/** The only prefix one may list by: a whole workspace. Throws `InvalidBlobKey`. */
export function checkedWorkspace(workspaceId: string): string {
  if (!WORKSPACE.test(workspaceId)) throw new InvalidBlobKey('blobs are listed by workspace id');
  return workspaceId;
}
