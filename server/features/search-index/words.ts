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
    const parts = UNSPACED.test(run) ? segmented(run) : [{ segment: run, index: 0 }];
    return parts.flatMap(({ segment, index: at }) => {
      const start = index + at;
      return wordsOf(segment).map((word) => ({ start, end: start + segment.length, word }));
    });
  });
}

/** Folds a text as words are folded, keeping nothing of its original length. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(EUROPEAN_MARKS, '').normalize('NFKC').toLowerCase();
}

const EUROPEAN_MARKS = /[\u0300-\u036f]/gu;
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
