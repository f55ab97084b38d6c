import { type KeyScope, randomCode } from '#server/security/crypto/index.ts';

/** No look-alikes: 0/O, 1/I/L, 2/Z, 5/S, 8/B are left out. 24 characters to the 12th are more than 2^55. */
export const CODE_ALPHABET = '34679ACDEFGHJKMNPQRTUWXY';
export const CODE_LENGTH = 12;
/** Seconds (claim FC-03). */
export const CODE_LIFETIME = 180;
export const RESEND_AFTER = 30;

/** A new code (claim FC-04). */
export function newSignInCode(): string {
  return randomCode(CODE_LENGTH, CODE_ALPHABET);
}

/** What is stored of a code: a keyed digest that binds it to its address. */
export function codeDigest(system: KeyScope, emailDigest: Buffer, code: string): Buffer {
  return system.lookup('sign-in-code', `${emailDigest.toString('hex')} ${code}`);
}
