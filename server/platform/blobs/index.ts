export { type BlobKey, blobKey, InvalidBlobKey, isBlobKey } from './blob-key.ts';
export { BlobExists, type BlobInfo, BlobMissing, type BlobStore, type ByteRange } from './blob-store.ts';
export { type BlobSettings, openBlobs } from './open-blobs.ts';
