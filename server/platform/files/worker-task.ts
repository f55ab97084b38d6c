import { Worker } from 'node:worker_threads';

export interface WorkerLimits {
  readonly timeoutMs: number;
  readonly heapMb: number;
}

export class WorkerTimeout extends Error {
  override readonly name = 'WorkerTimeout';
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs a script in a thread of its own, gives it `input` as its `workerData`, and resolves with the first
 * message it posts. One at a time in the whole process, so that hostile files cannot pile up. Rejects with the
 * script's own error, with `WorkerTimeout`, or where the thread runs out of memory; the thread is gone afterwards.
 */
export function inWorker<Output>(script: URL, input: unknown, limits: WorkerLimits): Promise<Output> {
  const output = last.then(() => runWorker<Output>(script, input, limits));
  last = output.catch(() => undefined);
  return output;
}

async function runWorker<Output>(
  script: URL,
  input: unknown,
  { timeoutMs, heapMb }: WorkerLimits,
): Promise<Output> {
  const { promise, resolve, reject } = Promise.withResolvers<Output>();
  const worker = new Worker(script, {
    workerData: input,
    // What a parser prints about a hostile file belongs in no log.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  worker.on('message', resolve).on('error', reject);
  worker.on('exit', (code) => reject(new Error(`the worker ended with ${code} and no answer`)));
  const late = setTimeout(() => reject(new WorkerTimeout('the worker took too long')), timeoutMs);
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    await worker.terminate();
  }
}
