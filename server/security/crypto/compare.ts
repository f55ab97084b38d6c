import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

// Comparing keyed digests makes the time independent of where, and whether, the lengths or bytes differ.
const processKey = randomBytes(32);

/**
 * Whether two secrets are the same, in constant time for any contents and lengths (claim FC-31).
 * Strings are compared by their UTF-8 bytes; a string with a lone surrogate equals nothing.
 */
export function equalSecrets(a: string | Uint8Array, b: string | Uint8Array): boolean {
  const same = timingSafeEqual(digest(a), digest(b));
  return same && hasBytes(a) && hasBytes(b);
}

function digest(secret: string | Uint8Array): Buffer {
  return createHmac('sha256', processKey).update(secret).digest();
}

function hasBytes(secret: string | Uint8Array): boolean {
  return typeof secret !== 'string' || secret.isWellFormed();
}
