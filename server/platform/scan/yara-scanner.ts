import { readdir, readFile } from 'node:fs/promises';
import { type OpenContent, type Scanner, type ScannerHealth, type ScanResult, scanError } from './scanner.ts';
import { type ScanProcess, startScanProcess } from './yara/scan-process.ts';

const RULES = new URL('./rules/', import.meta.url);
/** Larger pieces are cut, so that one message never copies a whole file. */
const CHUNK_BYTES = 1024 * 1024;
/** What a scan has shown of the scanner is told again for this long: to ask anew takes a process and its memory. */
const SHOWN_MS = 15 * 60_000;

export interface YaraOptions {
  /** Rule text; the shipped rules where left out. */
  readonly rules?: string;
  /** A scan that takes longer is given up, in ms. */
  readonly timeoutMs?: number;
  /** The process and its memory are let go after this long without a file, in ms. */
  readonly idleMs?: number;
}

/** All rule files of this folder as one text. */
export async function shippedRules(): Promise<string> {
  const names = (await readdir(RULES)).filter((name) => name.endsWith('.yar')).sort();
  return (await Promise.all(names.map((name) => readFile(new URL(name, RULES), 'utf8')))).join('\n');
}

/** The built-in scanner: YARA rules in a process of their own that may touch nothing, one file at a time. */
export class YaraScanner implements Scanner {
  readonly #options: Required<Omit<YaraOptions, 'rules'>> & Pick<YaraOptions, 'rules'>;
  #process: ScanProcess | undefined;
  #idle: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();
  /** Asked for and not done. */
  #scans = 0;
  #shown: { readonly health: ScannerHealth; readonly until: number } | undefined;

  constructor(options: YaraOptions = {}) {
    this.#options = { timeoutMs: 180_000, idleMs: 60_000, ...options };
  }

  scan(open: OpenContent): Promise<ScanResult> {
    this.#scans += 1;
    const result = this.#last.then(() => this.#scanNow(open));
    this.#last = result.then((seen) => {
      this.#scans -= 1;
      this.#shown = { health: healthOf(seen), until: performance.now() + SHOWN_MS };
    });
    return result;
  }

  /** What the last scan showed; where that is long ago, or went wrong, an empty file is scanned. */
  async health(): Promise<ScannerHealth> {
    if (this.#shown?.health.up && this.#shown.until > performance.now()) return this.#shown.health;
    const waking = this.#process === undefined;
    const result = await this.scan(emptyFile);
    if (waking && this.#scans === 0) await this.close();
    return healthOf(result);
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const running = this.#process;
    this.#process = undefined;
    await running?.end();
  }

  async #scanNow(open: OpenContent): Promise<ScanResult> {
    clearTimeout(this.#idle);
    try {
      const deadline = AbortSignal.timeout(this.#options.timeoutMs);
      const running = await this.#running(deadline);
      running.hold(true);
      return await talk(running, await open(), deadline);
    } catch (error) {
      await this.close();
      return scanError(error);
    } finally {
      this.#process?.hold(false);
      this.#idle = setTimeout(() => void this.close(), this.#options.idleMs).unref();
    }
  }

  async #running(deadline: AbortSignal): Promise<ScanProcess> {
    if (this.#process) return this.#process;
    const rules = this.#options.rules ?? (await shippedRules());
    const started = startScanProcess();
    this.#process = started;
    void started.ended.then(() => {
      if (this.#process === started) this.#process = undefined;
    });
    await started.ask({ rules }, deadline);
    return started;
  }
}

async function talk(
  running: ScanProcess,
  content: AsyncIterable<Uint8Array>,
  deadline: AbortSignal,
): Promise<ScanResult> {
  await running.ask('begin', deadline);
  for await (const chunk of content) {
    for (let at = 0; at < chunk.byteLength; at += CHUNK_BYTES) {
      const reply = await running.ask(chunk.subarray(at, at + CHUNK_BYTES), deadline);
      if (reply !== 'more') return reply;
    }
  }
  const verdict = await running.ask('end', deadline);
  if (verdict === 'more') throw new Error('the scanner ended without a verdict');
  return verdict;
}

const healthOf = (result: ScanResult): ScannerHealth =>
  result.verdict === 'error' ? { up: false, detail: result.detail } : { up: true, detail: 'yara' };

async function* emptyFile(): AsyncIterable<Uint8Array> {}
