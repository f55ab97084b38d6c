import { setTimeout } from 'node:timers/promises';
import { type Db, statement } from '../platform/db/index.ts';
import { StartError } from '../platform/start-error.ts';
import { sealingStore, signingKeyStore } from '../security/audit/audit.store.ts';
import { formatCheckpointKey } from '../security/audit/checkpoint.ts';
import { createSealer } from '../security/audit/sealer.ts';
import { newSigningKey, signerOpener } from '../security/audit/signer.ts';
import type { KeyScope } from '../security/crypto/index.ts';

const announce = statement<[string], never>(`
  insert into app.audit_entries (actor_kind, action, target_kind, request_id, detail)
  values ('operator', 'audit-key.rotated', 'deployment', 'cli', jsonb_build_object('key', $1::text))`);

const TRIES = 30;
const PAUSE = 1_000;

export interface AuditKeyWork {
  /** As the operator: writes who did it. */
  readonly operator: Db;
  /** As the sealer: no other signs. */
  readonly sealer: Db;
  readonly system: KeyScope;
}

/**
 * Gives the audit log a new signing key while servers serve: the key in use signs a last checkpoint that names the new
 * one, in one transaction. Returns the new public key as text.
 */
export async function rotateAuditKey({ operator, sealer: db, system }: AuditKeyWork): Promise<string> {
  const { name } = await signingKeyStore(db).keepOrLoad(() => {
    throw new StartError('Start Caseward once before this command.');
  });
  const fresh = newSigningKey(system, name);
  const key = formatCheckpointKey({ name, publicKey: fresh.publicKey });
  const sealer = createSealer({ store: sealingStore(db), open: signerOpener(() => system) });
  for (let tries = 0; tries < TRIES; tries += 1) {
    const size = await sealer.handOver(fresh, async () => void (await operator.run(announce, [key])));
    if (size !== undefined) return key;
    await setTimeout(PAUSE);
  }
  throw new StartError('The servers seal without a pause; try again when there is less to do.');
}
