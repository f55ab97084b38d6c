import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** The exit code of a check that could not be made here (EX_TEMPFAIL of sysexits.h). */
export const NOT_POSSIBLE = 75;

export type Check = { name: string; command: readonly [program: string, ...words: string[]] };
export type Outcome = 'passed' | 'failed' | 'skipped';

/** Runs one check in `cwd`. What it printed is worth showing unless it passed. */
export async function runCheck(
  check: Check,
  cwd: string,
): Promise<{ outcome: Outcome; output: string; seconds: number }> {
  const begun = performance.now();
  const [program, ...words] = check.command;
  const child = spawn(program, words, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', (code) => resolve(code ?? 1));
  });
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  const outcome = code === 0 ? 'passed' : code === NOT_POSSIBLE ? 'skipped' : 'failed';
  const reason = code === 127 ? `${program} could not be started.\n` : '';
  return { outcome, output: `${output}${errors}${reason}`, seconds: (performance.now() - begun) / 1000 };
}
