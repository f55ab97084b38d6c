import { readdir, readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { type OpenContent, type Scanner, type ScannerHealth, type ScanResult, scanError } from './scanner.ts';
import type { FromScan, ToScan } from './yara/yara.worker.ts';

const RULES = new URL('./rules/', import.meta.url);
const WORKER = new URL('./yara/yara.worker.ts', import.meta.url);
const HEAP_MB = 256;
/** Larger pieces are cut, so that one message never copies a whole file. */
const CHUNK_BYTES = 1024 * 1024;

export interface YaraOptions {
  /** Rule text; the shipped rules where left out. */
  readonly rules?: string;
  /** A scan that takes longer is given up, in ms. */
  readonly timeoutMs?: number;
  /** The worker and its memory are let go after this long without a file, in ms. */
  readonly idleMs?: number;
}

/** All rule files of this folder as one text. */
export async function shippedRules(): Promise<string> {
  const names = (await readdir(RULES)).filter((name) => name.endsWith('.yar')).sort();
  return (await Promise.all(names.map((name) => readFile(new URL(name, RULES), 'utf8')))).join('\n');
}

/** The built-in scanner: YARA rules in a worker thread, one file at a time. */
export class YaraScanner implements Scanner {
  readonly #options: Required<Omit<YaraOptions, 'rules'>> & Pick<YaraOptions, 'rules'>;
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: YaraOptions = {}) {
    this.#options = { timeoutMs: 180_000, idleMs: 60_000, ...options };
  }

  scan(open: OpenContent): Promise<ScanResult> {
    const result = this.#last.then(() => this.#scanNow(open));
    this.#last = result;
    return result;
  }

  async health(): Promise<ScannerHealth> {
    const result = await this.scan(emptyFile);
    return result.verdict === 'error' ? { up: false, detail: result.detail } : { up: true, detail: 'yara' };
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  async #scanNow(open: OpenContent): Promise<ScanResult> {
    clearTimeout(this.#idle);
    try {
      const worker = await this.#running();
      worker.ref();
      return await this.#talk(worker, await open());
    } catch (error) {
      await this.close();
      return scanError(error);
    } finally {
      this.#worker?.unref();
      this.#idle = setTimeout(() => void this.close(), this.#options.idleMs).unref();
    }
  }

  async #talk(worker: Worker, content: AsyncIterable<Uint8Array>): Promise<ScanResult> {
    const deadline = AbortSignal.timeout(this.#options.timeoutMs);
    await ask(worker, 'begin', deadline);
    for await (const chunk of content) {
      for (let at = 0; at < chunk.byteLength; at += CHUNK_BYTES) {
        const reply = await ask(worker, chunk.slice(at, at + CHUNK_BYTES), deadline);
        if (reply !== 'more') return reply;
      }
    }
    const verdict = await ask(worker, 'end', deadline);
    if (verdict === 'more') throw new Error('the scanner ended without a verdict');
    return verdict;
  }

  async #running(): Promise<Worker> {
    if (this.#worker) return this.#worker;
    const workerData = this.#options.rules ?? (await shippedRules());
    const worker = new Worker(WORKER, { workerData, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    // A worker that dies between two files is not an error of anything; the next file gets a new one.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    this.#worker = worker;
    return worker;
  }
}

/** One message, one reply. Rejects where the worker dies or the deadline passes. */
function ask(worker: Worker, message: ToScan, deadline: AbortSignal): Promise<FromScan> {
  const { promise, resolve, reject } = Promise.withResolvers<FromScan>();
  const onExit = () => reject(new Error('the scan worker stopped'));
  const onLate = () => reject(new Error('the scan took too long'));
  worker.once('message', resolve).once('error', reject).once('exit', onExit);
  deadline.addEventListener('abort', onLate);
  if (deadline.aborted) onLate();
  worker.postMessage(message);
  return promise.finally(() => {
    worker.off('message', resolve).off('error', reject).off('exit', onExit);
    deadline.removeEventListener('abort', onLate);
  });
}

async function* emptyFile(): AsyncIterable<Uint8Array> {}
