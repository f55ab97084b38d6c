import type { ScrubbedError } from '#server/platform/error-reports/index.ts';
import { errorRecord } from './error-record.ts';
import { sensitiveNames } from './redact-value.ts';

const MOST_CAUSES = 5;

/** Makes of an error what may leave the server: what the log writes of it, without its facts and private part. */
export function createScrubber(sensitive: readonly string[]): (error: unknown) => ScrubbedError {
  const isSensitive = sensitiveNames(sensitive);
  const scrub = (error: unknown, depth: number): ScrubbedError => {
    if (!(error instanceof Error)) return { type: 'Thrown', message: typeof error, stack: [] };
    const { type, message, stack } = errorRecord(error, isSensitive) as ScrubbedError;
    const cause =
      depth < MOST_CAUSES && error.cause !== undefined ? scrub(error.cause, depth + 1) : undefined;
    return { type, message, stack, cause };
  };
  return (error) => scrub(error, 0);
}
