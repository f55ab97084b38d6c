import type { Config } from '../../config.ts';
import { removeBytes } from '../../features/erasure/index.ts';
import type { BlobStore } from '../../platform/blobs/index.ts';
import type { Db } from '../../platform/db/index.ts';
import { createKeyRing, openRootKey } from '../../security/crypto/index.ts';
import { counted } from '../counted.ts';
import { loadKeys } from '../key-rows.ts';
import { type DoneErasure, replayErasures } from '../replay-erasures.ts';

/** Does again what was erased after the backup was made, in rows and files; says what. */
export async function eraseAnew(
  { db, blobs, config }: { db: Db; blobs: BlobStore; config: Pick<Config, 'rootKey'> },
  erasures: readonly DoneErasure[],
): Promise<string> {
  const ring = createKeyRing({ root: openRootKey(config.rootKey), load: (scope) => loadKeys(db, scope) });
  const { people, workspaces, workspaceIds } = await replayErasures({ db, ring }, erasures);
  for (const id of workspaceIds) await removeBytes({ blobs }, id);
  return people + workspaces === 0
    ? 'Nothing came back that had been erased.'
    : `Erased again: ${counted(people, 'person', 'people')} and ${counted(workspaces, 'workspace')}.`;
}
