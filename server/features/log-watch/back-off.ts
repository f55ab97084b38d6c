import type { DeliveryFailure } from '#contracts/log-watch.ts';
import { OutsideError } from '#server/platform/fetch-outside/index.ts';

const FIRST_MS = 10_000;
const LONGEST_MS = 3_600_000;

/** When to try again after so many tries: ten seconds, twice as long each time, an hour at most. */
export function nextTry(now: Date, tries: number): Date {
  return new Date(now.getTime() + Math.min(FIRST_MS * 2 ** (tries - 1), LONGEST_MS));
}

export function failureOf(error: unknown): DeliveryFailure {
  return error instanceof OutsideError ? error.reason : 'other';
}
