import type { Archive } from '../../platform/archive/index.ts';
import { readKeptFiles } from './kept-files.ts';
import { listBackups, loadManifest, momentOf } from './list-backups.ts';
import { filePath, pathsOf } from './manifest.ts';

const DAY = 24 * 3_600_000;

export interface Pruning {
  readonly days: number;
  readonly now: Date;
  readonly signer: Uint8Array;
}

export interface Pruned {
  /** Backups that are gone, and those that are there still. */
  readonly removed: readonly string[];
  readonly kept: readonly string[];
  /** Files that no backup names any more. */
  readonly files: number;
  /** Parts of uploads and of backups that were never finished. */
  readonly partial: number;
}

/**
 * Removes backups past their days, what was begun and never finished a day ago, and files that no kept backup names.
 * The newest backup stays whatever its age. Where one list cannot be read no file is removed: it might be named there.
 */
export async function prune(archive: Archive, { days, now, signer }: Pruning): Promise<Pruned> {
  const ids = await listBackups(archive);
  const limit = now.getTime() - days * DAY;
  const removed = ids.slice(0, -1).filter((id) => momentOf(id).getTime() < limit);
  for (const id of removed) await removeBackup(archive, id);
  const kept = ids.filter((id) => !removed.includes(id));
  const yesterday = new Date(now.getTime() - DAY);
  const partial =
    (await archive.clearPartial(yesterday)) + (await removeUnfinished(archive, kept, yesterday));
  const named = await namedFiles(archive, kept, signer);
  return { removed, kept, partial, files: named ? await removeUnnamed(archive, named, yesterday) : 0 };
}

/** The manifest first: without it the rest is no backup any more. */
async function removeBackup(archive: Archive, id: string): Promise<void> {
  const { manifest, database, files, rootKeys } = pathsOf(id);
  for (const name of [manifest, database, files, rootKeys]) await archive.remove(name);
}

async function removeUnfinished(archive: Archive, kept: readonly string[], before: Date): Promise<number> {
  let removed = 0;
  for await (const { name, storedAt } of archive.list('backups/')) {
    if (storedAt >= before || kept.includes(name.split('/')[1] ?? '')) continue;
    await archive.remove(name);
    removed += 1;
  }
  return removed;
}

async function namedFiles(
  archive: Archive,
  kept: readonly string[],
  signer: Uint8Array,
): Promise<Set<string> | undefined> {
  const named = new Set<string>();
  try {
    for (const id of kept) {
      const manifest = await loadManifest(archive, id, signer);
      const files = await readKeptFiles(await archive.get(pathsOf(id).files), manifest.files);
      for (const file of files.keys()) named.add(filePath(manifest.key, file));
    }
  } catch {
    return undefined;
  }
  return named;
}

async function removeUnnamed(archive: Archive, named: ReadonlySet<string>, before: Date): Promise<number> {
  let removed = 0;
  for await (const { name, storedAt } of archive.list('files/')) {
    // A younger one may belong to a backup that is being made.
    if (named.has(name) || storedAt >= before) continue;
    await archive.remove(name);
    removed += 1;
  }
  return removed;
}
