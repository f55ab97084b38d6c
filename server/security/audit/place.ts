import type { ExportLine } from './export-line.ts';
import { leafOf } from './leaf.ts';

/** An entry line as the verifier keeps it until the next checkpoint. */
export interface Place {
  /** The number the line gives itself. */
  readonly seq: number;
  /** The number its leaf was made for; its own when none fits. */
  readonly sealedAs: number;
  readonly leaf: Uint8Array;
  readonly entryId: string | null;
  /** Whether the leaf is the entry's, at whatever number. */
  readonly genuine: boolean;
}

// How far a renumbered entry is searched for its former number: farther than any stretch the sealer makes.
const FARTHEST = 1_024;

/** How many hashes may still be spent on such searches, so that a file made of forgeries ends soon. */
export interface SearchBudget {
  hashes: number;
}

/** Recomputes the leaf of a line from the entry itself. */
export function placeOf(line: Exclude<ExportLine, { type: 'checkpoint' }>, budget: SearchBudget): Place {
  const leaf = Buffer.from(line.leaf, 'base64');
  const { seq } = line;
  if (line.type === 'leaf') return { seq, sealedAs: seq, leaf, entryId: null, genuine: true };
  const fits = (candidate: number) => leafOf(candidate, line.entry).equals(leaf);
  const sealedAs = fits(seq) ? seq : formerNumber(seq, fits, budget);
  return { seq, sealedAs: sealedAs ?? seq, leaf, entryId: line.entry.id, genuine: sealedAs !== undefined };
}

function formerNumber(
  seq: number,
  fits: (candidate: number) => boolean,
  budget: SearchBudget,
): number | undefined {
  for (let distance = 1; distance <= FARTHEST && budget.hashes > 0; distance += 1) {
    budget.hashes -= 2;
    if (fits(seq + distance)) return seq + distance;
    if (seq >= distance && fits(seq - distance)) return seq - distance;
  }
  return undefined;
}
