import { AppError } from '#server/platform/app-error.ts';

const RETRY_SECONDS = 5;

/**
 * Lets `atOnce` pieces of work run at the same time and `waiting` more wait for their turn, in order.
 * Beyond that the returned function rejects with AppError unavailable.
 */
export function createTurns(atOnce: number, waiting: number) {
  const queue: (() => void)[] = [];
  let running = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw new AppError('unavailable', { retryAfter: RETRY_SECONDS });
      // Whoever ends hands its turn over, so that nobody who comes now gets in between.
      await new Promise<void>((resolve) => queue.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
