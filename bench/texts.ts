/**
 * The words of the cases: made up, the same in every run, and as unevenly common as words are. Nothing here is
 * secret, so the plain table may hold them too.
 */
export interface Texts {
  /** A number from 0 up to 1. */
  next(): number;
  /** A word; the lower its place in the vocabulary, the more often it comes. */
  word(): string;
  words(count: number): string;
  /** A word of a middling rank, found in a few dozen cases of a workspace. */
  askedWord(): string;
}

const VOCABULARY = 4_000;
const ONSETS = ['b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'st', 'tr', 'pl'];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ei', 'ou'];
const ENDS = ['', '', 'n', 'r', 's', 'l'];

export function createTexts(seed: number): Texts {
  const next = generator(seed);
  const vocabulary = makeVocabulary(generator(1));
  const at = (rank: number) => vocabulary[rank] ?? 'word';
  const word = () => at(Math.floor(VOCABULARY * next() ** 3));
  return {
    next,
    word,
    words: (count) => Array.from({ length: count }, word).join(' '),
    askedWord: () => at(Math.floor(VOCABULARY * (0.1 + 0.9 * next()))),
  };
}

function makeVocabulary(next: () => number): string[] {
  const words = new Set<string>();
  const pick = (from: readonly string[]) => from[Math.floor(next() * from.length)] ?? '';
  while (words.size < VOCABULARY) {
    const syllables = 2 + Math.floor(next() * 3);
    words.add(
      Array.from({ length: syllables }, () => `${pick(ONSETS)}${pick(VOWELS)}${pick(ENDS)}`).join(''),
    );
  }
  return [...words];
}

/** A linear congruential generator (modulus 2^32): even enough for filling tables, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
