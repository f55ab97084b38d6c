import bcrypt from 'bcrypt';

/** Rounds as a power of two: the least there are. */
const QUICK_COST = 4;
const QUICK = `$2b$0${QUICK_COST}$`;
const SLOW = '$2b$12$';

const { hash, compare } = bcrypt;

/**
 * Makes bcrypt in this process do as little as it can, and say it did as much as always: for tests that make hundreds
 * of passwords and tokens to try something else. What is kept of a secret is tried with the true one.
 */
export function hashQuickly(): void {
  Object.assign(bcrypt, {
    hash: async (secret: string) => (await hash(secret, QUICK_COST)).replace(QUICK, SLOW),
    compare: (secret: string, kept: string) => compare(secret, kept.replace(SLOW, QUICK)),
  });
}
