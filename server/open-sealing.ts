import { openDatabase } from '#server/platform/db/index.ts';
import { sealingStore, signingKeyStore } from '#server/security/audit/audit.store.ts';
import { createSealer } from '#server/security/audit/sealer.ts';
import { startSealing } from '#server/security/audit/sealing-loop.ts';
import { openAuditSigner, signerOpener } from '#server/security/audit/signer.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';

export interface SealingDeps {
  /** The sealer's own database role: no other writes leaves and checkpoints. */
  readonly url: string;
  readonly publicUrl: string;
  readonly system: () => KeyScope;
  /** Rest between two looks, ms. */
  readonly pause?: number;
  /** Told after something was sealed. */
  readonly onSealed?: () => void;
  readonly onError: (error: unknown) => void;
}

/** Seals the audit log beside the live server; several nodes take turns. Returns what stops it. */
export async function openSealing({
  url,
  publicUrl,
  system,
  pause,
  onSealed,
  onError,
}: SealingDeps): Promise<() => Promise<void>> {
  const db = openDatabase({ url, max: 1, prepared: true, growing: true });
  await openAuditSigner(signingKeyStore(db), system(), `${new URL(publicUrl).host}/audit`);
  const sealer = createSealer({ store: sealingStore(db), open: signerOpener(system) });
  const loop = startSealing({
    sealer,
    onError,
    ...(onSealed !== undefined && { onSealed }),
    ...(pause !== undefined && { pause }),
  });
  return async () => {
    await loop.stop();
    await db.close();
  };
}
