import { setMaxListeners } from 'node:events';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import type { Tally } from './tally.ts';

export type RunOptions = {
  cwd: string;
  /** Only tests whose name matches one of these; all, when empty. */
  names: string[];
  /** How long one file may take (ms), before it is ended and counts as failed. */
  limit: number;
  write: (text: string) => void;
};

const atOnce = 2;

/** Runs each test file in a process of its own, two at a time, and writes what became of it when it is done. */
export async function runFiles(files: string[], tally: Tally, options: RunOptions): Promise<void> {
  const reporter = new spec();
  reporter.on('data', (text) => options.write(String(text)));
  const waiting = files.values();
  const worker = async () => {
    for (const file of waiting) {
      for (const event of await runFile(file, options)) {
        tally.add(event);
        reporter.write(event);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  await new Promise<void>((resolve) => reporter.end(resolve));
}

type TestEvent = Parameters<Tally['add']>[0];

async function runFile(file: string, { cwd, names, limit }: RunOptions): Promise<TestEvent[]> {
  // The runner's own time limit counts tests, not a file that is done but never ends.
  const signal = AbortSignal.timeout(limit);
  setMaxListeners(0, signal);
  const events: TestEvent[] = [];
  const patterns = names.length > 0 ? { testNamePatterns: names } : {};
  for await (const event of run({ cwd, files: [file], signal, ...patterns })) {
    if (event.type !== 'test:summary' && event.type !== 'test:diagnostic') events.push(event);
  }
  return events;
}
