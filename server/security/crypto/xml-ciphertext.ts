import { createDecipheriv } from 'node:crypto';
import { UnsealError } from './crypto.errors.ts';

/** Block encryption of XML Encryption 1.1, 5.2. */
export type Cipher = 'aes128-cbc' | 'aes192-cbc' | 'aes256-cbc' | 'aes128-gcm' | 'aes192-gcm' | 'aes256-gcm';

const BLOCK = 16;
const GCM_IV = 12;
const GCM_TAG = 16;

/**
 * Opens ciphertext with the key that `unwrap` gives. Whatever goes wrong is one and the same error: which step
 * failed would tell an attacker about the text (Jager and Somorovsky, 2011).
 */
export function openCiphertext(cipher: Cipher, data: Uint8Array, unwrap: () => Buffer): Buffer {
  try {
    const key = unwrap();
    if (key.length * 8 !== Number(cipher.slice(3, 6))) throw new UnsealError();
    const opened = cipher.endsWith('gcm') ? openGcm(cipher, key, data) : openCbc(cipher, key, data);
    key.fill(0);
    return opened;
  } catch {
    throw new UnsealError();
  }
}

function openGcm(cipher: Cipher, key: Buffer, data: Uint8Array): Buffer {
  const end = data.length - GCM_TAG;
  if (end < GCM_IV) throw new UnsealError();
  const decipher = createDecipheriv(nodeName(cipher) as 'aes-256-gcm', key, data.subarray(0, GCM_IV), {
    authTagLength: GCM_TAG,
  });
  decipher.setAuthTag(data.subarray(end));
  return Buffer.concat([decipher.update(data.subarray(GCM_IV, end)), decipher.final()]);
}

function openCbc(cipher: Cipher, key: Buffer, data: Uint8Array): Buffer {
  if (data.length < 2 * BLOCK || data.length % BLOCK !== 0) throw new UnsealError();
  const decipher = createDecipheriv(nodeName(cipher), key, data.subarray(0, BLOCK)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(data.subarray(BLOCK)), decipher.final()]);
  // Only the last byte counts, the others are arbitrary (XML Encryption 5.2).
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > BLOCK) throw new UnsealError();
  return padded.subarray(0, padded.length - padding);
}

/** `aes128-cbc` as Node writes it: `aes-128-cbc`. */
function nodeName(cipher: Cipher): string {
  return `aes-${cipher.slice(3)}`;
}
