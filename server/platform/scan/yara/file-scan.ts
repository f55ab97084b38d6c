import { CLEAN, type ScanResult } from '../scanner.ts';
import { isContainer, packedParts, unpacked } from './carve.ts';
import { ArchiveBomb, UnpackBudget } from './unpack-budget.ts';
import { Windows } from './windows.ts';
import type { YaraEngine } from './yara-engine.ts';

const MIB = 1024 * 1024;
const WINDOW_BYTES = 4 * MIB;
const OVERLAP_BYTES = 64 * 1024;
/** Files beyond this are looked at as they stand; only videos may be so large. */
export const UNPACK_BELOW_BYTES = 128 * MIB;
/** A file inside an archive is itself unpacked up to this size, and this deep. */
const INNER_BYTES = 64 * MIB;
const DEEPEST = 4;
/** Between two parts in one window, so that no match spans them. */
const GAP = new Uint8Array(64);
const HEAD_BYTES = 1024;

class Found extends Error {
  readonly result: ScanResult;

  constructor(result: ScanResult) {
    super('found');
    this.result = result;
  }
}

/** One file on its way through the rules: as it stands, and everything packed inside it. */
export class FileScan {
  readonly #engine: YaraEngine;
  readonly #windows = new Windows(WINDOW_BYTES, OVERLAP_BYTES);
  readonly #content = new ArrayBuffer(0, { maxByteLength: UNPACK_BELOW_BYTES });
  #size = 0;

  constructor(engine: YaraEngine) {
    this.#engine = engine;
  }

  /** Gives a verdict as soon as there is one. */
  async push(chunk: Uint8Array): Promise<ScanResult | undefined> {
    this.#keep(chunk);
    return this.#verdict(() => this.#look(this.#windows.push(chunk)));
  }

  async end(): Promise<ScanResult> {
    const found = await this.#verdict(async () => {
      await this.#look(this.#windows.end());
      const file = Buffer.from(this.#content);
      if (this.#size <= UNPACK_BELOW_BYTES) await this.#unpack(file, 1, new UnpackBudget(this.#size));
      else if (isContainer(file)) throw new ArchiveBomb('an archive too large to look into');
    });
    return found ?? CLEAN;
  }

  async #unpack(file: Buffer, depth: number, budget: UnpackBudget): Promise<void> {
    const batch = new Windows(WINDOW_BYTES, OVERLAP_BYTES);
    const head = Buffer.alloc(HEAD_BYTES);
    file.copy(head);
    await this.#look(batch.push(head));
    for (const part of packedParts(file)) {
      budget.takePart();
      const inner: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of unpacked(part)) {
        budget.takeBytes(chunk.byteLength);
        size += chunk.byteLength;
        if (size <= INNER_BYTES) inner.push(chunk);
        await this.#look(batch.push(chunk));
      }
      await this.#look(batch.push(GAP));
      if (inner[0] && isContainer(inner[0])) await this.#inner(Buffer.concat(inner), depth, budget);
    }
    await this.#look(batch.end());
  }

  async #inner(file: Buffer, depth: number, budget: UnpackBudget): Promise<void> {
    if (depth >= DEEPEST) throw new ArchiveBomb('an archive in an archive, too deep to look into');
    const windows = new Windows(WINDOW_BYTES, OVERLAP_BYTES);
    await this.#look(windows.push(file));
    await this.#look(windows.end());
    await this.#unpack(file, depth + 1, budget);
  }

  async #look(windows: Iterable<Uint8Array>): Promise<void> {
    for (const window of windows) {
      const [first] = await this.#engine.match(window);
      if (first) throw new Found({ verdict: 'infected', signature: first.rule, says: first.says });
    }
  }

  #keep(chunk: Uint8Array): void {
    const at = this.#size;
    this.#size += chunk.byteLength;
    if (this.#size > UNPACK_BELOW_BYTES) return;
    this.#content.resize(this.#size);
    new Uint8Array(this.#content).set(chunk, at);
  }

  async #verdict(work: () => Promise<void>): Promise<ScanResult | undefined> {
    try {
      await work();
      return undefined;
    } catch (error) {
      if (error instanceof Found) return error.result;
      if (error instanceof ArchiveBomb) {
        return { verdict: 'infected', signature: 'archive_bomb', says: error.message };
      }
      throw error;
    }
  }
}
