import type { EventData } from 'node:test';

type TestEvent = { type: string; data: unknown };
type Ended = EventData.TestPass | EventData.TestFail;

/** The files of one batch, as its events tell of them: each is a suite of its path, at the outermost level. */
export class FilesOfBatch {
  /** How long each file took (ms). */
  readonly durations = new Map<string, number>();
  readonly #files: ReadonlySet<string>;
  #tests = 0;

  constructor(files: readonly string[]) {
    this.#files = new Set(files);
  }

  /** The events as of files that ran alone: one that holds no test says so, and one that was not reached failed. */
  named(events: readonly TestEvent[]): TestEvent[] {
    const told = events.map((event) => (ended(event) ? this.#named(event) : event));
    const missing = [...this.#files].filter((file) => !this.durations.has(file));
    return [...told, ...missing.map(notReached)];
  }

  #named({ type, data }: { type: string; data: Ended }): TestEvent {
    if (data.nesting > 0) this.#tests += 1;
    if (data.nesting > 0) return { type, data };
    // The process of the batch itself: one that never ends, or died.
    if (!this.#files.has(data.name)) return { type, data: { ...data, name: [...this.#files].join(' ') } };
    const empty = type === 'test:pass' && this.#tests === 0;
    this.#tests = 0;
    this.durations.set(data.name, data.details.duration_ms);
    const details = empty ? { ...data.details, type: 'test' } : data.details;
    return { type, data: { ...data, details, file: data.name } };
  }
}

function ended(event: TestEvent): event is { type: string; data: Ended } {
  return event.type === 'test:pass' || event.type === 'test:fail';
}

function notReached(file: string): TestEvent {
  const error = new Error('The batch ended before this file was through.');
  const details = { duration_ms: 0, error };
  return { type: 'test:fail', data: { name: file, file, nesting: 0, testNumber: 0, details } };
}
