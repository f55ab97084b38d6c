import { createHash } from 'node:crypto';
import type { Guest } from './erasures.ts';
import type { Brought } from './imports.ts';

/** What the deployment has confirmed so far: nothing of it may ever be lost. */
export interface Ledger {
  /** Paths of cases, and the name each was made under. */
  readonly cases: Map<string, string>;
  /** Ids of files, and the name each was sent under. */
  readonly files: Map<string, string>;
  /** Ids of backups that were said to be made. */
  readonly backups: Set<string>;
  /** Ids of exports that were asked for and not looked at yet, with the paths of the cases there were by then. */
  readonly exports: Map<string, ReadonlySet<string>>;
  /** How many exports were whole. */
  exported: number;
  /** Imports that were begun and not seen to their end yet, by path. */
  readonly imports: Map<string, Brought>;
  /** How many imports were made whole and taken back whole. */
  imported: number;
  /** Those of this round who asked to be erased. */
  readonly guests: Guest[];
  /** How many were told that they are erased. */
  erased: number;
}

export const emptyLedger = (): Ledger => ({
  cases: new Map(),
  files: new Map(),
  backups: new Set(),
  exports: new Map(),
  exported: 0,
  imports: new Map(),
  imported: 0,
  guests: [],
  erased: 0,
});

/** What stands in a case or file of this name: whoever reads it knows whether it is whole. */
export function bodyOf(name: string): string {
  return `${name}: ${createHash('sha256').update(name).digest('hex')}`;
}

export function contentOf(name: string): Buffer {
  return Buffer.from(`${bodyOf(name)}\n`.repeat(2_000));
}
