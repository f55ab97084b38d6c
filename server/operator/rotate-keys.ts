import type { BlobStore } from '../platform/blobs/index.ts';
import type { Db } from '../platform/db/index.ts';
import {
  addRootKey,
  createKeyRing,
  localRootKey,
  newWrappedKey,
  type RootKey,
  removeRootKeys,
  rewrapKey,
  SYSTEM_SCOPE,
} from '../security/crypto/index.ts';
import { addKey, type KeyRow, loadKeys, readKeys, replaceKey, retireKey } from './key-rows.ts';
import { resealAll } from './reseal.ts';
import { neededKey, type ResealReport } from './reseal-report.ts';
import { neededByLetters } from './waiting-letters.ts';

export interface RotationReport extends ResealReport {
  /** Old versions that nothing needs any more and no process loads from now on. */
  readonly retired: number;
  /** Old versions kept for reading. */
  readonly kept: number;
}

// Longer than any process goes on sealing with an older version (see the key ring's `outage`).
const GRACE_HOURS = 2;

export interface RotationMeans {
  readonly blobs: BlobStore;
  /** As the live role, whose mail queue may hold letters under an old key. */
  readonly live: Db;
  readonly graceHours?: number;
}

/** A new data key for the deployment and each workspace. Nothing is sealed with it before all processes know it. */
export async function addDataKeys(db: Db, root: RootKey): Promise<number> {
  const current = (await readKeys(db)).filter(isCurrentSeal);
  for (const { scopeId, version } of current) {
    await addKey(db, scopeId, await newWrappedKey(root, scopeId, 'seal', version + 1));
  }
  return current.length;
}

/**
 * Seals everything anew under the newest keys while the server serves, and retires old versions that nothing
 * needs (claim FTS-15). May be run again at any time; what is left is found again.
 */
export async function finishRotation(
  db: Db,
  root: RootKey,
  { blobs, live, graceHours = GRACE_HOURS }: RotationMeans,
): Promise<RotationReport> {
  const ring = createKeyRing({ root, load: (scope) => loadKeys(db, scope), settle: 0 });
  const report = await resealAll(db, ring, blobs);
  const waiting = await neededByLetters(live, await ring.open(SYSTEM_SCOPE));
  const needed = report.needed.union(waiting);
  return { ...report, needed, ...(await retireOld(db, needed, graceHours)) };
}

async function retireOld(
  db: Db,
  needed: ReadonlySet<string>,
  graceHours: number,
): Promise<Pick<RotationReport, 'retired' | 'kept'>> {
  const old = (await readKeys(db)).filter(
    (key) => key.purpose === 'seal' && !key.retired && key.supersededFor !== null,
  );
  let retired = 0;
  for (const key of old) {
    const inUse = needed.has(neededKey(key.scopeId, key.version)) || (key.supersededFor ?? 0) < graceHours;
    if (inUse) continue;
    await retireKey(db, key);
    retired += 1;
  }
  return { retired, kept: old.length - retired };
}

/** Every data key wrapped anew by the root key in front. What the data keys sealed need not change. */
export async function rewrapAll(db: Db, root: RootKey): Promise<number> {
  const keys = await readKeys(db);
  for (const key of keys) await replaceKey(db, key, await rewrapKey(root, key.scopeId, key));
  return keys.length;
}

/**
 * A new root key in front of the file and everything wrapped by it; running servers read the file again by
 * themselves. The old one stays until `finish` finds that it wraps nothing.
 */
export async function rotateRootFile(db: Db, file: string, { finish = false } = {}): Promise<RootReport> {
  if (!finish) addRootKey(file);
  const rewrapped = await rewrapAll(db, localRootKey(file));
  if (!finish) return { rewrapped, removed: [] };
  const used = new Set((await readKeys(db)).map(({ rootKeyId }) => rootKeyId));
  return { rewrapped, removed: removeRootKeys(file, used) };
}

export interface RootReport {
  /** Data keys wrapped anew. */
  readonly rewrapped: number;
  /** Root keys taken out of the file. */
  readonly removed: readonly string[];
}

function isCurrentSeal({ purpose, retired, supersededFor }: KeyRow): boolean {
  return purpose === 'seal' && !retired && supersededFor === null;
}
