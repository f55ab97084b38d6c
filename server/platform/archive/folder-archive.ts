import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Archive, checkedName, type Kept, NotKept, type PlaceReport } from './archive.ts';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
/** Files on their way in; whatever a crash leaves here was never part of a backup. */
const INCOMING = '.incoming';

/** An archive as a folder: on another disk, or mounted from another machine. */
export async function openFolderArchive(folder: string): Promise<Archive> {
  await mkdir(join(folder, INCOMING), { recursive: true, mode: FOLDER_MODE });
  return new FolderArchive(folder);
}

class FolderArchive implements Archive {
  readonly #folder: string;
  #sequence = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async put(name: string, content: AsyncIterable<Uint8Array>): Promise<{ readonly size: number }> {
    const target = this.#path(name);
    const incoming = join(
      this.#folder,
      INCOMING,
      `${process.pid}-${Date.now().toString(36)}-${++this.#sequence}`,
    );
    try {
      const file = createWriteStream(incoming, { flags: 'wx', mode: FILE_MODE, flush: true });
      await pipeline(Readable.from(content, { objectMode: false }), file);
      await mkdir(dirname(target), { recursive: true, mode: FOLDER_MODE });
      await rename(incoming, target);
      await flushFolder(dirname(target));
      return { size: file.bytesWritten };
    } finally {
      await rm(incoming, { force: true });
    }
  }

  async get(name: string): Promise<AsyncIterable<Uint8Array>> {
    const path = this.#path(name);
    await stat(path).catch(() => {
      throw new NotKept(`The archive has no ${name}.`);
    });
    return createReadStream(path);
  }

  async *list(prefix: string): AsyncIterable<Kept> {
    for (const name of await this.#namesBelow('')) {
      if (!name.startsWith(prefix)) continue;
      const found = await stat(join(this.#folder, name)).catch(() => undefined);
      if (found !== undefined) yield { name, size: found.size, storedAt: found.mtime };
    }
  }

  async remove(name: string): Promise<void> {
    await rm(this.#path(name), { force: true });
  }

  async clearPartial(before: Date): Promise<number> {
    let cleared = 0;
    for (const entry of await readdir(join(this.#folder, INCOMING))) {
      const path = join(this.#folder, INCOMING, entry);
      const found = await stat(path).catch(() => undefined);
      if (found === undefined || found.mtime >= before) continue;
      await rm(path, { force: true });
      cleared += 1;
    }
    return cleared;
  }

  async report(): Promise<PlaceReport> {
    return {
      place: `folder ${this.#folder}`,
      versioning: 'off',
      objectLock: 'off',
      encryption: 'own sealing only',
    };
  }

  async #namesBelow(folder: string): Promise<string[]> {
    const entries = await readdir(join(this.#folder, folder), { withFileTypes: true }).catch(() => []);
    const names: string[] = [];
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.')) continue;
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) names.push(...(await this.#namesBelow(name)));
      else names.push(name);
    }
    return names;
  }

  #path(name: string): string {
    return join(this.#folder, checkedName(name));
  }
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
