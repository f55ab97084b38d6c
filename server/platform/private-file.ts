import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a secret that its owner alone may read; beside and renamed, so that a cut never leaves half a file. */
export async function writePrivateJson(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify(value)}\n`, { mode: 0o600, flush: true });
  await rename(fresh, path);
}
