import { access, mkdir, readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StartError } from '../start-error.ts';

/** Where everything of the embedded database lies inside the data folder. */
export type Layout = {
  readonly dataDir: string;
  /** PostgreSQL's own folder, owned by the account it runs as. */
  readonly cluster: string;
  readonly unfinished: string;
  readonly libraries: string;
  readonly log: string;
  readonly secret: string;
  readonly marker: string;
};

const FORMAT = 1;
const MIB = 1024 * 1024;
/** A new cluster takes 40 MiB, its first log segments 32 more; below the second figure writes would soon fail. */
const ROOM = { fresh: 160 * MIB, existing: 32 * MIB };

const markerShape = z.object({ format: z.number().int(), postgres: z.number().int() });

export function layoutOf(dataDir: string): Layout {
  const inside = (name: string) => join(dataDir, name);
  return {
    dataDir,
    cluster: inside('postgres'),
    unfinished: inside('postgres.unfinished'),
    libraries: inside('postgres.libraries'),
    log: inside('postgres.log'),
    secret: join(dataDir, 'secrets', 'postgres.json'),
    marker: inside('caseward.json'),
  };
}

/**
 * Makes the folder if need be, and looks at what is in it without changing anything else.
 * @returns whether it already holds a cluster of the major version `postgres`.
 * @throws StartError when it cannot be written, is full, is not ours, is broken, or is of another version.
 */
export async function inspectFolder(
  layout: Layout,
  postgres: number,
  room = ROOM,
): Promise<'fresh' | 'existing'> {
  await ensureWritable(layout.dataDir);
  const state = await stateOf(layout, postgres);
  await ensureRoom(layout.dataDir, room[state]);
  return state;
}

/** Written last: from here on a missing database is a loss, and never a reason to make an empty one. */
export async function ensureMarker(layout: Layout, postgres: number): Promise<void> {
  if ((await readMarker(layout)) !== undefined) return;
  await writeFile(layout.marker, `${JSON.stringify({ format: FORMAT, postgres })}\n`, { mode: 0o644 });
}

async function stateOf(layout: Layout, postgres: number): Promise<'fresh' | 'existing'> {
  const marker = await readMarker(layout);
  const version = await readFile(join(layout.cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (marker !== undefined && marker.format > FORMAT) throw newerFormat(layout);
  if (version === undefined) {
    if (marker !== undefined) return refuseBroken(layout, 'its database is missing or incomplete');
    await refuseForeign(layout);
    return 'fresh';
  }
  if (Number.parseInt(version, 10) !== postgres) throw otherMajor(layout, version.trim(), postgres);
  return 'existing';
}

async function readMarker(layout: Layout): Promise<z.infer<typeof markerShape> | undefined> {
  const text = await readFile(layout.marker, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return markerShape.parse(JSON.parse(text));
  } catch {
    return refuseBroken(layout, 'its caseward.json cannot be read');
  }
}

/** A start that was cut short may leave these; anything else was put there by someone else. */
const ours = /^(postgres\.(unfinished(\.\d+)?|libraries|log)|secrets|lost\+found|\.probe-\d+)$/;

async function refuseForeign({ dataDir }: Layout): Promise<void> {
  const strangers = (await readdir(dataDir)).filter((name) => !ours.test(name));
  if (strangers.length === 0) return;
  throw new StartError(
    `The folder ${dataDir} holds files that are not Caseward's (${strangers.slice(0, 3).join(', ')}); point CASEWARD_DATA at an empty folder or at a data folder.`,
  );
}

function newerFormat({ dataDir }: Layout): StartError {
  return new StartError(
    `The data folder ${dataDir} was made by a newer Caseward; install that version or a later one.`,
  );
}

function refuseBroken({ dataDir }: Layout, why: string): never {
  throw new StartError(
    `The data folder ${dataDir} is broken: ${why}; nothing was changed, restore it from a backup or point CASEWARD_DATA elsewhere.`,
  );
}

function otherMajor({ dataDir }: Layout, found: string, expected: number): StartError {
  const direction = Number.parseInt(found, 10) > expected ? 'newer' : 'older';
  return new StartError(
    `The data folder ${dataDir} is of PostgreSQL ${found}, ${direction} than the ${expected} of this Caseward; see docs/operations/upgrade.md.`,
  );
}

async function ensureWritable(dataDir: string): Promise<void> {
  const probe = join(dataDir, `.probe-${process.pid}`);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o711 });
    await writeFile(probe, 'x');
    await access(dataDir);
  } catch (error) {
    throw isInTheWay(error) ? notAFolder(dataDir) : folderError(error, dataDir);
  } finally {
    await rm(probe, { force: true }).catch(() => {});
  }
}

function isInTheWay(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EEXIST' || error.code === 'ENOTDIR');
}

function notAFolder(dataDir: string): StartError {
  return new StartError(`The data folder ${dataDir} is not a folder; set CASEWARD_DATA to one.`);
}

async function ensureRoom(dataDir: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dataDir);
  if (bavail * bsize < bytes) throw full(dataDir, bytes);
}

function full(dataDir: string, bytes: number): StartError {
  return new StartError(
    `The disk that holds ${dataDir} is full: at least ${Math.ceil(bytes / MIB)} MB must be free.`,
  );
}

/** Turns what the file system says about the data folder into a sentence. */
export function folderError(error: unknown, dataDir: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return full(dataDir, ROOM.existing);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new StartError(
      `The data folder ${dataDir} cannot be written; give it to the user who starts Caseward, or set CASEWARD_DATA.`,
    );
  }
  return error;
}
