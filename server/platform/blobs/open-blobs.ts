import { s3Options } from '../s3-options.ts';
import type { BlobStore } from './blob-store.ts';
import { openFolderStore } from './folder-store.ts';

export type BlobSettings =
  | { readonly kind: 'folder'; readonly folder: string; readonly webRoot?: string }
  | {
      readonly kind: 's3';
      readonly bucket: string;
      readonly region: string;
      /** For S3 that is not Amazon's. */
      readonly endpoint?: string | undefined;
      /** Without them the machine's own role is used. */
      readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
    };

/** The store that the settings ask for. Throws where it cannot be opened. */
export async function openBlobs(settings: BlobSettings): Promise<BlobStore> {
  if (settings.kind === 'folder') return openFolderStore(settings);
  // Loaded only where used: the library is a noticeable part of a start.
  const [{ S3Client }, { S3Store }] = await Promise.all([
    import('@aws-sdk/client-s3'),
    import('./s3-store.ts'),
  ]);
  return new S3Store(new S3Client(s3Options(settings)), settings.bucket);
}
