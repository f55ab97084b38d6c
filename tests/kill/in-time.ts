import { setTimeout as sleep } from 'node:timers/promises';

/** Long on any machine; a wait without an end would say nothing at all. */
const PATIENCE_MS = 180_000;

/** What was promised. @throws Error that names what did not come to its end, after `patience` ms. */
export async function inTime<T>(
  what: string,
  promised: Promise<T>,
  patience: number = PATIENCE_MS,
): Promise<T> {
  const over = new AbortController();
  const late = sleep(patience, undefined, { signal: over.signal }).then(() => {
    throw new Error(`${what} did not come to its end in ${patience / 1000} s`);
  });
  // Whoever loses is not waited for.
  late.catch(() => undefined);
  promised.catch(() => undefined);
  try {
    return await Promise.race([promised, late]);
  } finally {
    over.abort();
  }
}
