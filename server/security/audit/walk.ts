import type { Finding } from './finding.ts';
import type { Witnesses } from './witnesses.ts';

/** What an export is held against. */
export interface WalkTerms {
  /** A checkpoint kept from before. */
  readonly note: string | undefined;
  readonly witnesses: Witnesses;
}

/** What goes through the lines of an export, whatever its format. */
export interface Walk {
  readonly finished: boolean;
  /** The key its header names, where it comes later than the first line. */
  readonly key?: string | undefined;
  take(line: string): void;
  conclude(): {
    entries: number;
    withheld: number;
    waiting: number;
    checkpoints: number;
    lastNote: string | undefined;
    signedWith: string[];
    finding: Finding | undefined;
  };
}
