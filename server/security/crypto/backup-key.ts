import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import type { Transform } from 'node:stream';
import { openChunks, sealChunks } from './chunk-stream.ts';
import { UnsealError } from './crypto.errors.ts';
import { sha256 } from './digest.ts';

// The fixed start of X25519 keys in DER (RFC 8410); the 32 key bytes follow.
const SPKI_START = Buffer.from('302a300506032b656e032100', 'hex');
const PKCS8_START = Buffer.from('302e020100300506032b656e04220420', 'hex');
const KEY_SIZE = 32;
const MAGIC = Buffer.from('CWB1', 'latin1');
const HEAD_SIZE = MAGIC.length + KEY_SIZE;

/** The private half of a backup key: it opens what anybody sealed to `publicKey`. */
export interface BackupKey {
  /** 32 bytes (X25519, RFC 7748). */
  readonly publicKey: Buffer;
  /** A sealed stream in, its plaintext out. Fails with UnsealError unless it was sealed whole, under this label. */
  open(label: string): Transform;
}

/** A fresh pair: 32 secret bytes that are to be written down and then forgotten, and the key they make. */
export function newBackupKey(): { readonly secret: Buffer; readonly key: BackupKey } {
  const { privateKey } = generateKeyPairSync('x25519');
  const secret = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(PKCS8_START.length);
  return { secret, key: keyOf(privateKey) };
}

/** The key that 32 written-down bytes make. Throws UnsealError for another number of bytes. */
export function backupKeyFrom(secret: Uint8Array): BackupKey {
  if (secret.length !== KEY_SIZE) throw new UnsealError();
  const der = Buffer.concat([PKCS8_START, secret]);
  return keyOf(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
}

export interface SealedTo {
  /** Plaintext in, sealed out. */
  readonly seal: Transform;
  /** Opens what this very call sealed, once: for whoever tries a backup while its key is still in memory. */
  reopen(): Transform;
}

/**
 * Seals one stream to the holder of the private key, under a key of its own: an ephemeral X25519 key agreement, then
 * HKDF-SHA256 (RFC 5869) over both public keys and `label`. Who seals cannot open it later.
 */
export function sealTo(publicKey: Uint8Array, label: string): SealedTo {
  const recipient = publicKeyFrom(publicKey);
  const { privateKey, publicKey: ephemeral } = generateKeyPairSync('x25519');
  const sender = rawPublic(ephemeral);
  const shared = diffieHellman({ privateKey, publicKey: recipient });
  const key = contentKey(shared, sender, Buffer.from(publicKey), label);
  return {
    seal: sealChunks(key, Buffer.concat([MAGIC, sender])),
    reopen: () => openChunks(HEAD_SIZE, () => key),
  };
}

/** Eight bytes in hexadecimal that tell one public key from another. */
export function keyFingerprint(publicKey: Uint8Array): string {
  return sha256(publicKey).subarray(0, 8).toString('hex');
}

function keyOf(privateKey: KeyObject): BackupKey {
  const own = rawPublic(createPublicKey(privateKey));
  return Object.freeze({
    publicKey: own,
    open: (label: string) =>
      openChunks(HEAD_SIZE, (head) => {
        const sender = senderIn(head);
        const shared = diffieHellman({ privateKey, publicKey: publicKeyFrom(sender) });
        return contentKey(shared, sender, own, label);
      }),
  });
}

function contentKey(shared: Buffer, sender: Buffer, recipient: Buffer, label: string): KeyObject {
  const salt = Buffer.concat([sender, recipient]);
  const bytes = Buffer.from(hkdfSync('sha256', shared, salt, `caseward/backup/1/${label}`, KEY_SIZE));
  shared.fill(0);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

function senderIn(head: Buffer): Buffer {
  if (MAGIC.compare(head, 0, MAGIC.length) !== 0) throw new UnsealError();
  return head.subarray(MAGIC.length, HEAD_SIZE);
}

function publicKeyFrom(bytes: Uint8Array): KeyObject {
  if (bytes.length !== KEY_SIZE) throw new UnsealError();
  return createPublicKey({ key: Buffer.concat([SPKI_START, bytes]), format: 'der', type: 'spki' });
}

function rawPublic(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(SPKI_START.length);
}
