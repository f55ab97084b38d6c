import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  sign,
} from 'node:crypto';
import { promisify } from 'node:util';
import { type KeyScope, keyBoxOf } from './key-scope.ts';
import type { SealContext, Sealed } from './sealed.ts';
import { type Cipher, openCiphertext } from './xml-ciphertext.ts';

const BITS = 3072;

/** What somebody encrypted to an RSA key: a fresh key wrapped with OAEP (RFC 8017), and what that key covers. */
export interface Envelope {
  /** Hash of OAEP and of its mask. */
  readonly hash: 'sha1' | 'sha256';
  readonly wrappedKey: Uint8Array;
  readonly cipher: Cipher;
  readonly data: Uint8Array;
}

/** An RSA key pair of 3072 bits as a handle: it signs and opens envelopes, and gives no way to the private key. */
export interface RsaKey {
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer;
  /** RSASSA-PKCS1-v1_5 with SHA-256. */
  sign(data: Uint8Array): Buffer;
  /** Throws UnsealError, always the same one. */
  open(envelope: Envelope): Buffer;
}

/** A fresh key pair, and its private key sealed for the row `ctx` names. */
export async function newRsaKey(
  scope: KeyScope,
  ctx: SealContext,
): Promise<{ key: RsaKey; sealed: Sealed<Buffer> }> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: BITS });
  const bytes = privateKey.export({ format: 'der', type: 'pkcs8' });
  const sealed = keyBoxOf(scope).sealKey(ctx, bytes);
  bytes.fill(0);
  return { key: rsaKeyOf(privateKey), sealed };
}

/** The key pair whose private key was sealed for this row. Throws UnsealError. */
export function openRsaKey(scope: KeyScope, ctx: SealContext, sealed: Uint8Array): RsaKey {
  const bytes = keyBoxOf(scope).openKey(ctx, sealed);
  const privateKey = createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' });
  bytes.fill(0);
  return rsaKeyOf(privateKey);
}

function rsaKeyOf(privateKey: KeyObject): RsaKey {
  return Object.freeze({
    publicKey: createPublicKey(privateKey).export({ format: 'der', type: 'spki' }),
    sign: (data: Uint8Array) => sign('sha256', data, privateKey),
    open: ({ hash, wrappedKey, cipher, data }: Envelope) =>
      openCiphertext(cipher, data, () =>
        privateDecrypt(
          { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: hash },
          wrappedKey,
        ),
      ),
  });
}
