import { availableParallelism } from 'node:os';
import bcrypt from 'bcrypt';
import { createTurns } from './turns.ts';

/** Rounds as a power of two (claim FL-08). */
export const SLOW_HASH_COST = 12;
/** What bcrypt looks at; the rest of a longer secret would not count. */
const MOST_BYTES = 72;
const WAITING = 200;

// bcrypt takes threads of libuv's pool, which has four and serves files, name look-ups and compression as well;
// each of them is a whole core for a fifth of a second. One core is left to everything else.
const inTurn = createTurns(Math.min(2, Math.max(1, availableParallelism() - 1)), WAITING);

// The hash of 32 random bytes that nobody kept.
const NOBODYS = '$2b$12$RQBo9OQhMSsquuE1Tjlwj.1HZVAvfz8LtBWCZrB35ScUy44BK3yca';

/**
 * bcrypt at cost 12, with a salt of its own (claims FC-21, FL-08), off the event loop.
 * @throws RangeError for a secret bcrypt would not look at whole; AppError unavailable when too many wait.
 */
export function hashSlowly(secret: string): Promise<string> {
  assertWhole(secret);
  return inTurn(() => bcrypt.hash(secret, SLOW_HASH_COST));
}

/**
 * Whether the secret made this hash. Without a hash the same work is done for nothing, so that the time does not
 * tell whether there is one.
 * @throws RangeError for a secret bcrypt would not look at whole; AppError unavailable when too many wait.
 */
export async function matchesSlowly(secret: string, hash: string | undefined): Promise<boolean> {
  assertWhole(secret);
  const same = await inTurn(() => bcrypt.compare(secret, hash ?? NOBODYS));
  return same && hash !== undefined;
}

/** Whether the hash was made at another cost than is made now. */
export function isOutdatedHash(hash: string): boolean {
  return bcrypt.getRounds(hash) !== SLOW_HASH_COST;
}

function assertWhole(secret: string): void {
  if (secret === '' || secret.includes('\0') || Buffer.byteLength(secret) > MOST_BYTES)
    throw new RangeError(`bcrypt looks at 1 to ${MOST_BYTES} bytes, none of them zero`);
}
