import { Worker } from 'node:worker_threads';
import type { ReadLine } from './read-line.ts';

type Lines = readonly (ReadLine | undefined)[];

const SCRIPT = new URL('./read-lines.worker.ts', import.meta.url);
/** Blocks that wait for one thread: enough that it never waits itself. */
const AHEAD = 3;

/**
 * Reads blocks of whole lines in threads and gives what they hold in the order of the blocks. Rejects where a thread
 * dies; all are gone once it is done with, or left.
 */
export async function* readInParallel(
  blocks: AsyncIterable<Uint8Array>,
  threads: number,
): AsyncGenerator<Lines, void, undefined> {
  const readers: Reader[] = [];
  const underWay: Promise<Lines>[] = [];
  let turn = 0;
  try {
    for await (const block of blocks) {
      if (readers.length < threads) readers.push(new Reader());
      const answer = readers[turn % threads]?.read(block);
      turn += 1;
      if (answer) underWay.push(answer);
      if (underWay.length < threads * AHEAD) continue;
      const first = await underWay.shift();
      if (first) yield first;
    }
    for (const answer of underWay) yield await answer;
  } finally {
    await Promise.all(readers.map((reader) => reader.stop()));
  }
}

/** One thread, which answers in the order it is asked. */
class Reader {
  readonly #worker = new Worker(SCRIPT);
  readonly #waiting: PromiseWithResolvers<Lines>[] = [];

  constructor() {
    this.#worker.on('message', (lines: Lines) => this.#waiting.shift()?.resolve(lines));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('a thread that reads the log has stopped')));
  }

  read(block: Uint8Array): Promise<Lines> {
    const answer = Promise.withResolvers<Lines>();
    // Whoever waits for an earlier block may never come to this one.
    answer.promise.catch(() => undefined);
    this.#waiting.push(answer);
    this.#worker.postMessage(block);
    return answer.promise;
  }

  async stop(): Promise<void> {
    this.#waiting.length = 0;
    await this.#worker.terminate();
  }

  #fail(error: unknown): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
