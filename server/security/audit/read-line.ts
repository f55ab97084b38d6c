import { parseLine } from './export-line.ts';
import { type Place, placeOf, type SearchBudget } from './place.ts';

/** A line of an export after its header, its leaf recomputed. */
export type ReadLine =
  | { readonly type: 'entry' | 'leaf'; readonly place: Place }
  | { readonly type: 'checkpoint'; readonly note: string };

/** Undefined for anything an export does not hold. */
export function readLine(text: string, budget: SearchBudget): ReadLine | undefined {
  const line = parseLine(text);
  if (line === undefined || line.type === 'checkpoint') return line;
  return { type: line.type, place: placeOf(line, budget) };
}

/** What may be spent in one reading on the search for former numbers. */
export function searchBudget(): SearchBudget {
  return { hashes: 1_000_000 };
}
