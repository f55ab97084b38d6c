import { chmod, type FileHandle, link, mkdir, open, opendir, stat, unlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { type BlobKey, checkedKey, checkedWorkspace, isBlobKey } from './blob-key.ts';
import {
  BlobExists,
  type BlobInfo,
  BlobMissing,
  type BlobStore,
  BlobStoreAway,
  type ByteRange,
  checkedRange,
} from './blob-store.ts';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
/** Blobs on their way in; whatever a crash leaves here was never visible. */
const INCOMING = '.incoming';
/** What a file system says that is gone, full, read-only or broken. */
const AWAY = ['ENOENT', 'EIO', 'ENODEV', 'ENXIO', 'ESTALE', 'EROFS', 'ENOSPC', 'EDQUOT'];
/** Several servers may share the folder, so only what no upload can still be writing is swept. */
const ABANDONED_AFTER_MS = 24 * 3_600_000;

export interface FolderStoreOptions {
  /** Absolute path of the folder; made when missing. */
  readonly folder: string;
  /** Absolute path of what the server gives out as static files. The folder must not lie inside. */
  readonly webRoot?: string;
}

/** Blobs as files. Throws where the folder would lie inside the web root (claim FC-33). */
export async function openFolderStore(options: FolderStoreOptions): Promise<BlobStore> {
  const { folder, webRoot } = options;
  if (!isAbsolute(folder)) throw new Error('the blob folder must be an absolute path');
  if (webRoot !== undefined && isInside(folder, webRoot)) {
    throw new Error('the blob folder must not lie inside the web root');
  }
  await mkdir(join(folder, INCOMING), { recursive: true, mode: FOLDER_MODE });
  await chmod(folder, FOLDER_MODE);
  await sweep(join(folder, INCOMING));
  return new FolderStore(folder);
}

class FolderStore implements BlobStore {
  readonly #folder: string;
  readonly #run = `${process.pid}-${Date.now().toString(36)}`;
  #sequence = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async put(key: BlobKey, content: AsyncIterable<Uint8Array>): Promise<{ readonly size: number }> {
    const target = this.#path(key);
    const incoming = join(this.#folder, INCOMING, `${this.#run}-${++this.#sequence}`);
    const file = await open(incoming, 'wx', FILE_MODE).catch(away);
    try {
      const size = await writeThrough(file, content).catch(away);
      await mkdir(dirname(target), { recursive: true, mode: FOLDER_MODE });
      // A hard link, unlike a rename, refuses to replace what is there.
      await link(incoming, target).catch(
        rethrow('EEXIST', () => new BlobExists('the blob is there already')),
      );
      await syncFolder(dirname(target));
      await syncFolder(this.#folder);
      return { size };
    } finally {
      await unlink(incoming).catch(away);
    }
  }

  async get(key: BlobKey, range?: ByteRange): Promise<Readable> {
    const file = await open(this.#path(key), 'r').catch(async (error) => {
      if (!hasCode(error, 'ENOENT')) return away(error);
      await this.#isThere();
      throw new BlobMissing('no such blob');
    });
    try {
      const cut = range === undefined ? {} : checkedRange(range, (await file.stat()).size);
      return file.createReadStream(cut);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async head(key: BlobKey): Promise<BlobInfo | undefined> {
    try {
      const { size, mtime } = await stat(this.#path(key));
      return { key, size, storedAt: mtime };
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) return away(error);
      await this.#isThere();
      return undefined;
    }
  }

  async delete(key: BlobKey): Promise<void> {
    const path = this.#path(key);
    try {
      await unlink(path);
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) return away(error);
      return this.#isThere();
    }
    await syncFolder(dirname(path));
  }

  async *list(workspaceId: string): AsyncIterable<BlobInfo> {
    const workspace = checkedWorkspace(workspaceId);
    await this.#isThere();
    for await (const name of namesIn(join(this.#folder, workspace))) {
      const key = `${workspace}/${name}`;
      const info = isBlobKey(key) ? await this.head(key) : undefined;
      if (info) yield info;
    }
  }

  async check(): Promise<void> {
    const probe = join(this.#folder, INCOMING, `${this.#run}-${++this.#sequence}`);
    await (await open(probe, 'wx', FILE_MODE)).close();
    await unlink(probe);
  }

  /** Without it, whatever is looked for would seem to have been deleted. */
  async #isThere(): Promise<void> {
    await stat(join(this.#folder, INCOMING)).catch(away);
  }

  #path(key: string): string {
    return join(this.#folder, checkedKey(key));
  }
}

async function writeThrough(file: FileHandle, content: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0;
  try {
    for await (const chunk of content) {
      await file.writeFile(chunk);
      size += chunk.byteLength;
    }
    await file.sync();
    return size;
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function* namesIn(path: string): AsyncIterable<string> {
  try {
    for await (const entry of await opendir(path)) if (entry.isFile()) yield entry.name;
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

async function sweep(incoming: string): Promise<void> {
  const limit = Date.now() - ABANDONED_AFTER_MS;
  for await (const name of namesIn(incoming)) {
    const path = join(incoming, name);
    if ((await stat(path)).mtimeMs < limit) await unlink(path);
  }
}

function isInside(path: string, parent: string): boolean {
  const way = relative(parent, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

function rethrow(code: string, make: () => Error): (error: unknown) => never {
  return (error) => {
    throw hasCode(error, code) ? make() : error;
  };
}

function away(error: unknown): never {
  if (AWAY.some((code) => hasCode(error, code)))
    throw new BlobStoreAway('the folder of files is not there, or takes nothing', { cause: error });
  throw error;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
