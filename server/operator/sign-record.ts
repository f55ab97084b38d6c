import type { Db } from '../platform/db/index.ts';
import { StartError } from '../platform/start-error.ts';
import { signingKeyStore } from '../security/audit/audit.store.ts';
import { formatCheckpointKey } from '../security/audit/checkpoint.ts';
import { signRecord } from '../security/audit/record-note.ts';
import { signerOpener } from '../security/audit/signer.ts';
import { type KeyScope, sha256 } from '../security/crypto/index.ts';

/** A file that `caseward record verify` verifies offline. */
export interface SignedFile {
  readonly record: string;
  readonly note: string;
  readonly key: string;
}

/** Signs a text with the key of the audit log, as a record of the deployment and of no workspace. */
export async function signHere(
  { db, system }: { readonly db: Db; readonly system: KeyScope },
  { kind, id, text }: { readonly kind: string; readonly id: string; readonly text: string },
): Promise<SignedFile> {
  const stored = await signingKeyStore(db).keepOrLoad(() => {
    throw new StartError('Start Caseward once before this command.');
  });
  const { key, signer } = signerOpener(() => system)(stored);
  const stamp = { kind, workspaceId: 'deployment', id, digest: sha256(text) };
  return { record: text, note: signRecord(signer, key.name, stamp), key: formatCheckpointKey(key) };
}
