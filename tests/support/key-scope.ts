import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createKeyRing,
  type KeyRing,
  type KeyScope,
  localRootKey,
  newId,
  newWrappedKeys,
  type RootKey,
  type WrappedKey,
} from '#server/security/crypto/index.ts';

export interface TestScope {
  readonly scope: KeyScope;
  readonly ring: KeyRing;
  readonly root: RootKey;
  /** What the ring loads; change it to play a rotation. */
  readonly keys: WrappedKey[];
}

/** A scope under a throw-away root key, for tests. */
export async function testScope(scopeId = newId()): Promise<TestScope> {
  const folder = mkdtempSync(join(tmpdir(), 'caseward-keys-'));
  const root = localRootKey(join(folder, 'root.keys'), { create: true });
  rmSync(folder, { recursive: true });
  const keys = await newWrappedKeys(root, scopeId);
  const ring = createKeyRing({ root, load: async () => keys });
  return { scope: await ring.open(scopeId), ring, root, keys };
}
