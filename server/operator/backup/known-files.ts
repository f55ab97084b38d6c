import type { Archive } from '../../platform/archive/index.ts';
import { type KeptFiles, readKeptFiles } from './kept-files.ts';
import { listBackups, loadManifest } from './list-backups.ts';
import { filePath, pathsOf } from './manifest.ts';

interface Where {
  readonly archive: Archive;
  /** The fingerprint of the backup key. */
  readonly key: string;
  readonly signer: Uint8Array;
}

/** The files that the newest backup under this key names and that are in the archive still, at their size. */
export async function knownFiles({ archive, key, signer }: Where): Promise<KeptFiles> {
  const named = await newestList({ archive, key, signer });
  if (named.size === 0) return named;
  const prefix = filePath(key, '');
  const there = new Map<string, number>();
  for await (const { name, size } of archive.list(prefix)) there.set(name.slice(prefix.length), size);
  return new Map([...named].filter(([file, { bytes }]) => there.get(file) === bytes));
}

/** One that cannot be read is passed over: its files are copied once more. */
async function newestList({ archive, key, signer }: Where): Promise<KeptFiles> {
  for (const id of (await listBackups(archive)).reverse()) {
    try {
      const manifest = await loadManifest(archive, id, signer);
      if (manifest.key === key)
        return await readKeptFiles(await archive.get(pathsOf(id).files), manifest.files);
    } catch {
      // An older one may do.
    }
  }
  return new Map();
}
