import type { BlobStore } from '../platform/blobs/index.ts';
import type { Db } from '../platform/db/index.ts';
import {
  addRootKey,
  anyRootKey,
  createKeyRing,
  deploymentRootKey,
  KeyUnavailable,
  kmsRootKey,
  newWrappedKey,
  openRootKey,
  type RootKey,
  type RootKeyPlace,
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
export async function addDataKeys(db: Db, root: RootKey): Promise<{ made: number; refused: number }> {
  const current = (await readKeys(db)).filter(isCurrentSeal);
  let refused = 0;
  for (const { scopeId, version } of current) {
    const key = await newWrappedKey(root, scopeId, 'seal', version + 1).catch(unlessWithheld);
    if (key === undefined) refused += 1;
    else await addKey(db, scopeId, key);
  }
  return { made: current.length - refused, refused };
}

/** A workspace that withholds the key it brought holds nobody else up. */
function unlessWithheld(error: unknown): undefined {
  if (!(error instanceof KeyUnavailable)) throw error;
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

/**
 * Every data key wrapped anew by the root key in front, but for those that a workspace's own key wraps already. What
 * the data keys sealed need not change.
 */
export async function rewrapAll(db: Db, place: RootKeyPlace): Promise<number> {
  return rewrap(
    db,
    openRootKey(place),
    (await readKeys(db)).filter((key) => !wrappedByOwn(place, key)),
  );
}

/** The data keys of workspaces that brought a key, wrapped by it; gives how many were not before. */
export async function wrapByOwn(db: Db, place: RootKeyPlace): Promise<number> {
  const theirs = (await readKeys(db)).filter(({ scopeId }) => place.own.has(scopeId));
  return rewrap(
    db,
    openRootKey(place),
    theirs.filter((key) => !wrappedByOwn(place, key)),
  );
}

/** A workspace's data keys back under the deployment's root key. Its own has to be there once more. */
export async function wrapByDeployment(db: Db, place: RootKeyPlace, workspaceId: string): Promise<number> {
  const own = place.own.get(workspaceId);
  if (own === undefined) return 0;
  const theirs = (await readKeys(db)).filter(
    (key) => key.scopeId === workspaceId && wrappedByOwn(place, key),
  );
  return rewrap(db, anyRootKey(deploymentRootKey(place), kmsRootKey(own)), theirs);
}

async function rewrap(db: Db, root: RootKey, keys: readonly KeyRow[]): Promise<number> {
  for (const key of keys) await replaceKey(db, key, await rewrapKey(root, key.scopeId, key));
  return keys.length;
}

function wrappedByOwn({ own }: RootKeyPlace, { scopeId, rootKeyId }: KeyRow): boolean {
  const key = own.get(scopeId);
  return key !== undefined && rootKeyId === `kms:${key.keyId}`;
}

/**
 * A new root key in front of the file and everything wrapped by it; running servers read the file again by
 * themselves. The old one stays until `finish` finds that it wraps nothing.
 */
export async function rotateRootFile(
  db: Db,
  place: RootKeyPlace & { readonly kind: 'file' },
  { finish = false } = {},
): Promise<RootReport> {
  const { path: file } = place;
  if (!finish) addRootKey(file);
  const rewrapped = await rewrapAll(db, place);
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
