import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { type KeyScope, keyBoxOf } from './key-scope.ts';
import type { SealContext, Sealed } from './sealed.ts';

// The fixed start of an Ed25519 SubjectPublicKeyInfo (RFC 8410); the 32 key bytes follow.
const SPKI_START = Buffer.from('302a300506032b6570032100', 'hex');
// And of a private key in PKCS #8; the 32 seed bytes follow.
const PKCS8_START = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_KEY_SIZE = 32;

/** An Ed25519 key pair (RFC 8032) as a handle: it signs, and gives no way to the private key. */
export interface Signer {
  /** 32 bytes. */
  readonly publicKey: Buffer;
  /** 64 bytes. */
  sign(data: Uint8Array): Buffer;
}

/** A fresh signer, and its private key sealed for the row `ctx` names. */
export function newSigner(scope: KeyScope, ctx: SealContext): { signer: Signer; sealed: Sealed<Buffer> } {
  const { privateKey } = generateKeyPairSync('ed25519');
  const bytes = privateKey.export({ format: 'der', type: 'pkcs8' });
  const sealed = keyBoxOf(scope).sealKey(ctx, bytes);
  bytes.fill(0);
  return { signer: signerOf(privateKey), sealed };
}

/** The signer whose private key was sealed for this row. Throws UnsealError. */
export function openSigner(scope: KeyScope, ctx: SealContext, sealed: Uint8Array): Signer {
  const bytes = keyBoxOf(scope).openKey(ctx, sealed);
  const privateKey = createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' });
  bytes.fill(0);
  return signerOf(privateKey);
}

/** The signer that these keys make for `purpose`, the same each time: nothing of it is kept. */
export function derivedSigner(scope: KeyScope, purpose: string): Signer {
  const der = Buffer.concat([PKCS8_START, scope.mac('signer', purpose)]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  return signerOf(privateKey);
}

/** Whether `signature` is this key's over `data`; false for a key or signature of the wrong size. */
export function verifySignature(publicKey: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== PUBLIC_KEY_SIZE) return false;
  const key = createPublicKey({ key: Buffer.concat([SPKI_START, publicKey]), format: 'der', type: 'spki' });
  return verify(null, data, key, signature);
}

function signerOf(privateKey: KeyObject): Signer {
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return Object.freeze({
    publicKey: spki.subarray(SPKI_START.length),
    sign: (data: Uint8Array) => sign(null, data, privateKey),
  });
}
