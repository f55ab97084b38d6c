import type { Result } from './tally.ts';

/** Tests of these wait for real programs and real clocks: a busy machine can be late for them without being wrong. */
const WAITING = ['tests/browser/', 'tests/start/', 'tests/deploy/', 'tests/degrade/'];

/** More at once is no accident. */
const AT_MOST = 3;

/**
 * The files that are run a second time, alone, before they count as failed. What fails twice has failed; what passes
 * then is counted as passed and named as unsteady, with what it said the first time. None when many failed, and none
 * of a file whose inputs are random: there the first failure is the find.
 */
export function filesForSecondLook(results: readonly Result[]): string[] {
  const failed = new Set(results.filter(({ outcome }) => outcome === 'failed').map(({ file }) => file));
  const waiting = [...failed].filter((file) => WAITING.some((folder) => file.startsWith(folder)));
  return failed.size > AT_MOST ? [] : waiting;
}
