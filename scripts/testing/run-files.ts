import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { FilesOfBatch } from './batch-events.ts';
import type { Tally } from './tally.ts';

export type RunOptions = {
  cwd: string;
  /** Only tests whose name matches one of these; all, when empty. */
  names: string[];
  /** How long one batch may take (ms), before it is ended and counts as failed. */
  limit: number;
  write: (text: string) => void;
};

/** Each waits for a database, a browser or a clock now and then: three more than there are processors keep all busy. */
const atOnce = Math.min(availableParallelism() + 3, 8);

/** Thousands of requests leave much behind that is short-lived: with more room it is collected less often. */
const execArgv = ['--max-semi-space-size=64'];

const BATCH = fileURLToPath(new URL('batch.ts', import.meta.url));

/** Runs each batch of files in a process of its own, some at a time, and writes what became of it when it is done. */
export async function runFiles(batches: string[][], tally: Tally, options: RunOptions): Promise<void> {
  const reporter = new spec();
  reporter.on('data', (text) => options.write(String(text)));
  const waiting = batches.values();
  const worker = async () => {
    for (const batch of waiting) {
      const began = performance.now();
      const events = await runBatch(batch, options);
      // The reporter wants them as they came: a name of ours is none it saw begin.
      for (const event of events) reporter.write(event);
      count(batch, events, tally, performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  await new Promise<void>((resolve) => reporter.end(resolve));
}

type TestEvent = Parameters<Tally['add']>[0];

function count(batch: string[], events: readonly TestEvent[], tally: Tally, milliseconds: number): void {
  const [only] = batch;
  if (only !== undefined && batch.length === 1) {
    for (const event of events) tally.add(event);
    tally.took(only, milliseconds);
    return;
  }
  const files = new FilesOfBatch(batch);
  for (const event of files.named(events)) tally.add(event);
  for (const [file, took] of files.durations) tally.took(file, took);
}

async function runBatch(batch: string[], { cwd, names, limit }: RunOptions): Promise<TestEvent[]> {
  const what = batch.length === 1 ? { files: batch } : { files: [BATCH], argv: batch };
  // The runner's own time limit counts tests, not a file that is done but never ends.
  const signal = AbortSignal.timeout(limit);
  setMaxListeners(0, signal);
  const events: TestEvent[] = [];
  const patterns = names.length > 0 ? { testNamePatterns: names } : {};
  for await (const event of run({ cwd, execArgv, ...what, signal, ...patterns })) {
    if (event.type !== 'test:summary' && event.type !== 'test:diagnostic') events.push(event);
  }
  return events;
}
