import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const UNPACK = fileURLToPath(new URL('./unpack-browser.ts', import.meta.url));

/**
 * The headless Chromium that comes with the packages, unpacked once for all test files of a run: it has no windows of
 * its own to draw, so that a visitor costs a fifth of what one costs in a whole browser.
 */
export async function packedBrowser(): Promise<string> {
  const home = join(tmpdir(), 'caseward-browser');
  if (!existsSync(home)) await unpackTo(home);
  return join(home, 'chromium');
}

// It unpacks into the temporary folder, a file as it comes: another test must not start half of it.
async function unpackTo(home: string): Promise<void> {
  const folder = await mkdtemp(`${home}-`);
  try {
    await run(process.execPath, [UNPACK], { env: { ...process.env, TMPDIR: folder } });
    await rename(folder, home).catch((error) => {
      if (!existsSync(home)) throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
