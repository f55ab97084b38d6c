import type { Transform } from 'node:stream';
import type { Archive } from '../../platform/archive/index.ts';
import { type BlobKey, BlobMissing, type BlobStore } from '../../platform/blobs/index.ts';
import { sealTo } from '../../security/crypto/index.ts';
import { type Digested, digesting } from './digested.ts';
import type { KeptFiles } from './kept-files.ts';
import { fileLabel, filePath } from './manifest.ts';
import { through } from './through.ts';

export interface FileSource {
  readonly archive: Archive;
  readonly blobs: BlobStore;
  readonly publicKey: Buffer;
  /** The fingerprint of the key. */
  readonly key: string;
  /** Copied by earlier backups, and there still. */
  readonly known: KeptFiles;
}

export interface CopiedFiles {
  readonly files: KeptFiles;
  readonly missing: readonly string[];
  readonly addedBytes: number;
  /** Opens some of those copied now, while their keys are in memory. */
  readonly reopen: ReadonlyMap<string, () => Transform>;
}

const AT_ONCE = 4;
const REOPENED = 20;

/** Copies what the archive does not hold yet: a file is written once, so that its name says whether it is there. */
export async function copyFiles(source: FileSource, wanted: readonly BlobKey[]): Promise<CopiedFiles> {
  const files = new Map<string, Digested>();
  const reopen = new Map<string, () => Transform>();
  const missing: string[] = [];
  let addedBytes = 0;
  const due = wanted.values();
  async function work(): Promise<void> {
    for (const file of due) {
      const known = source.known.get(file);
      const copied = known === undefined ? await copyFile(source, file) : undefined;
      const found = known ?? copied?.told;
      if (found === undefined) missing.push(file);
      else files.set(file, found);
      if (copied === undefined) continue;
      addedBytes += copied.told.bytes;
      if (reopen.size < REOPENED) reopen.set(file, copied.reopen);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { files, missing, addedBytes, reopen };
}

async function copyFile({ archive, blobs, publicKey, key }: FileSource, file: BlobKey) {
  try {
    const { seal, reopen } = sealTo(publicKey, fileLabel(file));
    const { passing, told } = digesting(through(await blobs.get(file), seal));
    await archive.put(filePath(key, file), passing);
    return { told: told(), reopen };
  } catch (error) {
    if (error instanceof BlobMissing) return undefined;
    throw error;
  }
}
