import { hashSlowly, type KeyScope, matchesSlowly } from '#server/security/crypto/index.ts';

/** Whose hash is looked at where there is no account: the work is the same. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What is kept of a password: bcrypt over a keyed digest that binds it to its owner. See docs/adr/0023. */
export function hashPassword(system: KeyScope, userId: string, password: string): Promise<string> {
  return hashSlowly(digestOf(system, userId, password));
}

/** Whether this is the person's password. Takes as long without a hash. */
export function matchesPassword(
  system: KeyScope,
  userId: string,
  password: string,
  hash: string | undefined,
): Promise<boolean> {
  return matchesSlowly(digestOf(system, userId, password), hash);
}

// 44 characters whatever the length: bcrypt would look at 72 bytes only, and stop at a zero byte.
function digestOf(system: KeyScope, userId: string, password: string): string {
  return system.mac('password', `${userId} ${password.normalize('NFC')}`).toString('base64');
}
