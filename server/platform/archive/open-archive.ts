import type { OutsideAgents } from '../fetch-outside/index.ts';
import type { Archive } from './archive.ts';
import { openFolderArchive } from './folder-archive.ts';

export type ArchiveSettings =
  | { readonly kind: 'folder'; readonly folder: string }
  | {
      readonly kind: 's3';
      readonly bucket: string;
      readonly region: string;
      /** For S3 that is not Amazon's. */
      readonly endpoint?: string | undefined;
      /** Without them the machine's own role is used. */
      readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
      /** By which its host is reached, where somebody typed it. */
      readonly agents?: OutsideAgents;
    };

/** The archive that the settings ask for. */
export async function openArchive(settings: ArchiveSettings): Promise<Archive> {
  if (settings.kind === 'folder') return openFolderArchive(settings.folder);
  const { openS3Archive } = await import('./s3-archive.ts');
  return openS3Archive(settings);
}
