import { relative } from 'node:path';
import type { EventData } from 'node:test';

type Outcome = { file: string; name: string; outcome: 'passed' | 'failed' | 'skipped'; milliseconds: number };
export type Result = Outcome & { reason?: string; error?: string };

/** Collects what became of every test. Suites are not counted; a file that crashed or holds no test failed. */
export class Tally {
  readonly results: Result[] = [];
  /** What failed at first and passed at a second look, as it failed. */
  readonly unsteady: Result[] = [];
  readonly #durations = new Map<string, number>();
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  add(event: { type: string; data: unknown }): void {
    if (event.type === 'test:pass') this.#passed(event.data as EventData.TestPass);
    if (event.type === 'test:fail') this.#failed(event.data as EventData.TestFail);
  }

  /** How long a file took from the start of its process to the end (ms). */
  took(file: string, milliseconds: number): void {
    this.#durations.set(relative(this.#root, file), Math.round(milliseconds));
  }

  /** Every file with the time it took (ms), the slowest first. */
  durations(): { file: string; milliseconds: number }[] {
    const all = [...this.#durations].map(([file, milliseconds]) => ({ file, milliseconds }));
    return all.sort((one, other) => other.milliseconds - one.milliseconds);
  }

  /** A process that outlives its test is a failure of that test, whichever it was. */
  leftRunning(command: string): void {
    const error = 'A test left this process running.';
    this.results.push({ file: '', name: command, outcome: 'failed', milliseconds: 0, error });
    console.error(`${error} ${command}`);
  }

  /** Puts the results of a second look at a file in the place of the first, if all is well in it. */
  lookedAgain(file: string, second: Tally): void {
    if (second.count('failed') > 0 || second.count('passed') === 0) return;
    const first = this.results.filter((result) => result.file === file);
    this.unsteady.push(...first.filter(({ outcome }) => outcome === 'failed'));
    const others = this.results.filter((result) => result.file !== file);
    this.results.splice(0, this.results.length, ...others, ...second.results);
  }

  count(outcome: Outcome['outcome']): number {
    return this.results.filter((result) => result.outcome === outcome).length;
  }

  /** `N passed, N failed`, followed by `, N skipped` where there are any. */
  line(): string {
    const skipped = this.count('skipped');
    const counts = `${this.count('passed')} passed, ${this.count('failed')} failed`;
    return skipped > 0 ? `${counts}, ${skipped} skipped` : counts;
  }

  #passed(event: EventData.TestPass): void {
    if (event.details.type === 'suite') return;
    const { skip, todo } = event;
    if (event.name === event.file) this.#add(event, 'failed', { error: 'The file holds no test.' });
    else if (todo !== undefined) this.#add(event, 'failed', { error: 'The test is not written yet.' });
    else if (skip === undefined) this.#add(event, 'passed');
    else if (typeof skip === 'string' && skip !== '') this.#add(event, 'skipped', { reason: skip });
    else this.#add(event, 'failed', { error: 'The test is skipped without a reason.' });
  }

  #failed(event: EventData.TestFail): void {
    const error = event.details.error as Error & { failureType?: string };
    // Its tests are counted by themselves; only a failure of its own, such as a hook's, is news.
    if (event.details.type === 'suite' && error.failureType === 'subtestsFailed') return;
    const late =
      error.failureType === 'testAborted' &&
      'The file did not end in time: something hangs or was left open.';
    this.#add(event, 'failed', { error: late || String(error.cause ?? error.message) });
  }

  #add(
    event: EventData.TestPass | EventData.TestFail,
    outcome: Outcome['outcome'],
    why: Pick<Result, 'reason' | 'error'> = {},
  ): void {
    const file = event.file ? relative(this.#root, event.file) : '';
    const name = event.name === event.file ? file : event.name;
    this.results.push({ file, name, outcome, milliseconds: Math.round(event.details.duration_ms), ...why });
  }
}
