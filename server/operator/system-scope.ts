import type { Db } from '../platform/db/index.ts';
import { StartError } from '../platform/start-error.ts';
import {
  createKeyRing,
  type KeyScope,
  openRootKey,
  type RootKeyPlace,
  SYSTEM_SCOPE,
} from '../security/crypto/index.ts';
import { loadKeys } from './key-rows.ts';

/** The deployment's own keys. @throws StartError before the first start, which makes them. */
export async function systemScope(db: Db, place: RootKeyPlace): Promise<KeyScope> {
  if ((await loadKeys(db, SYSTEM_SCOPE)).length === 0)
    throw new StartError('Start Caseward once before this command.');
  const ring = createKeyRing({ root: openRootKey(place), load: (scope) => loadKeys(db, scope) });
  return ring.open(SYSTEM_SCOPE);
}
