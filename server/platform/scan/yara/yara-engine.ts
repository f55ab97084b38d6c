import load, { type Yara } from 'libyara-wasm';

export interface YaraMatch {
  readonly rule: string;
  readonly says: string;
}

/** Each run leaves its compiled rules behind in the instance's memory, so it is replaced beyond this. */
const HEAP_BYTES = 128 * 1024 * 1024;

/** Matches on everything: where it is missing, the engine gave up and an empty answer means nothing. */
const CANARY = 'yara_has_looked';
const CANARY_RULE = `rule ${CANARY} { condition: true }`;

/** One compiled set of rules over WebAssembly memory; synchronous, so it belongs in a worker. */
export class YaraEngine {
  readonly #rules: string;
  #yara: Yara | undefined;

  constructor(rules: string) {
    this.#rules = `${rules}\n${CANARY_RULE}\n`;
  }

  /** The rules that match, in their order. Throws where the rules do not compile or the scan broke off. */
  async match(content: Uint8Array): Promise<YaraMatch[]> {
    const yara = await this.#instance();
    const run = yara.run(content, this.#rules);
    try {
      const errors = Array.from(each(run.compileErrors)).filter(({ warning }) => !warning);
      if (errors[0]) throw new Error(`rule line ${errors[0].lineNumber}: ${errors[0].message}`);
      const found = Array.from(each(run.matchedRules), (matched) => ({
        rule: matched.ruleName,
        says: Array.from(each(matched.metadata)).find((meta) => meta.identifier === 'says')?.data ?? '',
      }));
      if (!found.some(({ rule }) => rule === CANARY)) throw new Error('the scan broke off');
      return found.filter(({ rule }) => rule !== CANARY);
    } finally {
      run.delete();
    }
  }

  async #instance(): Promise<Yara> {
    if (this.#yara && this.#yara.HEAPU8.length <= HEAP_BYTES) return this.#yara;
    const before = process.listeners('uncaughtException');
    const beforeRejections = process.listeners('unhandledRejection');
    this.#yara = await load();
    // The library's loader hangs its own handlers on the process, once an instance.
    for (const added of process.listeners('uncaughtException')) {
      if (!before.includes(added)) process.off('uncaughtException', added);
    }
    for (const added of process.listeners('unhandledRejection')) {
      if (!beforeRejections.includes(added)) process.off('unhandledRejection', added);
    }
    return this.#yara;
  }
}

function* each<T>(vector: { size(): number; get(index: number): T }): Iterable<T> {
  for (let index = 0; index < vector.size(); index += 1) yield vector.get(index);
}
