import type { Snippet } from '#contracts/search.ts';
import { type Place, placesOfTerms, wordsOf } from '#server/features/search-index/index.ts';

/** A text of a case, as its reader may see it. */
export interface SearchedText {
  readonly field: Snippet['field'];
  readonly text: string;
}

export interface Match {
  readonly score: number;
  readonly snippets: Snippet[];
}

const WEIGHT: Readonly<Record<Snippet['field'], number>> = {
  title: 12,
  tag: 6,
  summary: 4,
  evidence: 2,
  comment: 2,
  body: 2,
};

// A whole word counts more than the beginning of one.
const WHOLE = 3;
const BEGINNING = 1;
const MOST_SNIPPETS = 3;
const MOST_RANGES = 20;
const SNIPPET_LENGTH = 240;
const LEAD = 60;
const TERMS = 12;

/** The words asked for, folded, without repetition. */
export function termsOf(text: string): string[] {
  return [...new Set(wordsOf(text))].slice(0, TERMS);
}

/**
 * How well the texts a reader may see answer the terms, or undefined when one of the terms stands in none of
 * them: what the index found by a hidden text, or by the beginning of a long word, does not count.
 */
export function matchTexts(terms: readonly string[], texts: readonly SearchedText[]): Match | undefined {
  const found = texts.map((text) => ({ ...text, places: placesOfTerms(text.text, terms) }));
  if (!terms.every((term) => found.some(({ places }) => places.some(({ word }) => word.startsWith(term)))))
    return undefined;
  const hits = found
    .filter(({ places }) => places.length > 0)
    .map((hit) => ({ ...hit, score: scoreOf(terms, hit.field, hit.places) }))
    .sort((one, other) => other.score - one.score);
  return {
    score: Math.round(hits.reduce((sum, { score }) => sum + score, 0)),
    snippets: hits.slice(0, MOST_SNIPPETS).map(({ field, text, places }) => snippetOf(field, text, places)),
  };
}

// The fifth mention says less than the first.
function scoreOf(terms: readonly string[], field: Snippet['field'], places: readonly Place[]): number {
  return terms.reduce((sum, term) => {
    const whole = places.filter(({ word }) => word === term).length;
    const beginnings = places.filter(({ word }) => word !== term && word.startsWith(term)).length;
    const mentions = whole * WHOLE + beginnings * BEGINNING;
    return sum + WEIGHT[field] * Math.log2(1 + mentions) * 10;
  }, 0);
}

function snippetOf(field: Snippet['field'], text: string, places: readonly Place[]): Snippet {
  const first = places[0]?.start ?? 0;
  const from = wholeCharacter(text, Math.max(0, first - LEAD));
  const to = wholeCharacter(text, Math.min(text.length, from + SNIPPET_LENGTH));
  const ranges = places
    .filter(({ start, end }) => start >= from && end <= to)
    .slice(0, MOST_RANGES)
    .map(({ start, end }) => ({ start: start - from, end: end - from }));
  return { field, text: text.slice(from, to), ranges };
}

// Never in the middle of a surrogate pair.
function wholeCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
