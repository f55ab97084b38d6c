import { type ClamdOptions, ClamdScanner } from './clamd-scanner.ts';
import { CLEAN, type OpenContent, type Scanner, type ScannerHealth, type ScanResult } from './scanner.ts';
import { YaraScanner } from './yara-scanner.ts';

export interface ScanSettings {
  /** Where a ClamAV daemon listens; the built-in rules look in any case. */
  readonly clamd?: ClamdOptions['at'];
}

export function openScanner({ clamd }: ScanSettings): Scanner {
  const builtIn = new YaraScanner();
  return clamd === undefined ? builtIn : new EveryScanner([builtIn, new ClamdScanner({ at: clamd })]);
}

/** A file passes only where all of them let it. A find wins over everything, an error over clean. */
export class EveryScanner implements Scanner {
  readonly #scanners: readonly Scanner[];

  constructor(scanners: readonly Scanner[]) {
    this.#scanners = scanners;
  }

  async scan(open: OpenContent): Promise<ScanResult> {
    let result = CLEAN;
    for (const scanner of this.#scanners) {
      const each = await scanner.scan(open);
      if (each.verdict === 'infected') return each;
      if (each.verdict === 'error') result = each;
    }
    return result;
  }

  async health(): Promise<ScannerHealth> {
    const each = await Promise.all(this.#scanners.map((scanner) => scanner.health()));
    return { up: each.every(({ up }) => up), detail: each.map(({ detail }) => detail).join('; ') };
  }

  async close(): Promise<void> {
    await Promise.all(this.#scanners.map((scanner) => scanner.close()));
  }
}
