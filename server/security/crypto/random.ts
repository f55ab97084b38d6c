import { randomBytes, randomInt, randomUUID } from 'node:crypto';

/** A fresh identifier: UUID v4 from the system's CSPRNG (RFC 9562; claim FC-30). */
export function newId(): string {
  return randomUUID();
}

/** `bytes` random bytes as base64url without padding; 16 or more for anything that must not be guessed. */
export function randomToken(bytes: number): string {
  if (!Number.isInteger(bytes) || bytes < 1) throw new RangeError('a token has at least one byte');
  return randomBytes(bytes).toString('base64url');
}

/**
 * `length` characters, each drawn evenly from `alphabet` (2 to 256 distinct characters).
 * Throws a RangeError for an alphabet with repeats, which would make some codes likelier than others.
 */
export function randomCode(length: number, alphabet: string): string {
  const letters = [...alphabet];
  if (letters.length < 2 || letters.length > 256 || new Set(letters).size !== letters.length) {
    throw new RangeError('an alphabet has 2 to 256 distinct characters');
  }
  if (!Number.isInteger(length) || length < 1) throw new RangeError('a code has at least one character');
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}
