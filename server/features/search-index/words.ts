/**
 * The words of a text, folded so that writing and asking meet: compatibility forms, case and accents are
 * levelled (NFKC, then marks of Latin, Greek and Cyrillic letters dropped). Languages written without spaces
 * are segmented by the runtime (UAX 29 with dictionaries).
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [run] of fold(text).matchAll(RUNS)) {
    if (UNSPACED.test(run)) words.push(...segmented(run).map(({ segment }) => segment));
    else words.push(run);
  }
  return words;
}

/** Where a word stands in the text as it was written, in UTF-16 units. */
export interface Place {
  readonly start: number;
  readonly end: number;
  readonly word: string;
}

/** The words of a text with their places. */
export function placesOf(text: string): Place[] {
  return [...text.matchAll(RUNS)].flatMap(({ 0: run, index }) => {
    if (PLAIN.test(run)) return { start: index, end: index + run.length, word: run.toLowerCase() };
    const parts = UNSPACED.test(run) ? segmented(run) : [{ segment: run, index: 0 }];
    return parts.flatMap(({ segment, index: at }) => {
      const start = index + at;
      return wordsOf(segment).map((word) => ({ start, end: start + segment.length, word }));
    });
  });
}

/**
 * The places of those words that begin with one of the terms: what `placesOf` gives, filtered, at a fraction of its
 * time. Search asks this of every text it opens.
 */
export function placesOfTerms(text: string, terms: readonly string[]): Place[] {
  if (!PLAIN.test(text)) {
    return placesOf(text).filter(({ word }) => terms.some((term) => word.startsWith(term)));
  }
  const lowered = text.toLowerCase();
  const places = new Map<number, Place>();
  for (const term of terms) {
    if (term === '' || !PLAIN.test(term)) continue;
    for (let at = lowered.indexOf(term); at >= 0; at = lowered.indexOf(term, at + 1)) {
      if (isLetter(lowered, at - 1)) continue;
      let end = at + term.length;
      while (isLetter(lowered, end)) end += 1;
      places.set(at, { start: at, end, word: lowered.slice(at, end) });
    }
  }
  return [...places.values()].sort((one, other) => one.start - other.start);
}

/** Of a lowered plain text: whether a letter or a digit stands there. */
function isLetter(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0x61 && unit <= 0x7a);
}

/** Folds a text as words are folded, keeping nothing of its original length. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(EUROPEAN_MARKS, '').normalize('NFKC').toLowerCase();
}

const EUROPEAN_MARKS = /[\u0300-\u036f]/gu;
// Text that folding only lowers, unit by unit.
const PLAIN = /^[\0-\x7f]*$/;
const RUNS = /[\p{L}\p{N}\p{M}]+/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

function segmented(run: string): { segment: string; index: number }[] {
  return [...segmenter.segment(run)].filter(({ isWordLike }) => isWordLike === true);
}

/** Lengths, in code points, of the prefixes that are indexed. A longer prefix is checked after unsealing. */
const PREFIX_LENGTHS = [2, 3, 4, 6] as const;

/** The prefixes a word is indexed under; a word of one character stands for itself. */
export function prefixesOf(word: string): string[] {
  const points = [...word];
  if (points.length < 2) return [word];
  return PREFIX_LENGTHS.filter((length) => length <= points.length).map((length) =>
    points.slice(0, length).join(''),
  );
}

/** The longest indexed prefix of what was typed: the one that finds the fewest. */
export function askedPrefix(word: string): string {
  return prefixesOf(word).at(-1) ?? word;
}
