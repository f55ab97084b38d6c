import {
  type KeyScope,
  newId,
  newSigner,
  openSigner,
  type SealContext,
  type Signer,
} from '#server/security/crypto/index.ts';
import type { CheckpointKey } from './checkpoint.ts';

/** Signs checkpoints under the name the log has had from its first day. */
export interface AuditSigner {
  readonly key: CheckpointKey;
  readonly signer: Signer;
}

export interface StoredSigningKey {
  readonly id: string;
  readonly name: string;
  readonly publicKey: Buffer;
  readonly sealedPrivateKey: Buffer;
}

export interface SigningKeyStore {
  /** The newest key; of two nodes that offer the first one at once both get the same. */
  keepOrLoad(offer: () => StoredSigningKey): Promise<StoredSigningKey>;
}

/** Opens stored keys, each once. Throws UnsealError when a key was swapped. */
export type OpenSigner = (stored: StoredSigningKey) => AuditSigner;

export function signerOpener(system: () => KeyScope): OpenSigner {
  const opened = new Map<string, AuditSigner>();
  return ({ id, name, publicKey, sealedPrivateKey }) => {
    const known = opened.get(id);
    if (known?.key.name === name && known.key.publicKey.equals(publicKey)) return known;
    const signer = openSigner(system(), contextOf(id), sealedPrivateKey);
    if (!signer.publicKey.equals(publicKey))
      throw new Error('The public half of the signing key was changed.');
    const fresh = { key: { name, publicKey }, signer };
    opened.set(id, fresh);
    return fresh;
  };
}

/**
 * The deployment's signing key, made at its first start and named `origin`, such as `cases.example.org/audit`.
 * A later change of the address does not rename the log. Throws UnsealError when the key was swapped.
 */
export async function openAuditSigner(
  store: SigningKeyStore,
  system: KeyScope,
  origin: string,
): Promise<AuditSigner> {
  return signerOpener(() => system)(await store.keepOrLoad(() => newSigningKey(system, origin)));
}

/** A fresh key pair, its private half sealed for its row. */
export function newSigningKey(system: KeyScope, name: string): StoredSigningKey {
  const id = newId();
  const { signer, sealed } = newSigner(system, contextOf(id));
  return { id, name, publicKey: signer.publicKey, sealedPrivateKey: sealed };
}

function contextOf(id: string): SealContext {
  return { table: 'audit_signing_keys', row: id, use: 'private_key' };
}
