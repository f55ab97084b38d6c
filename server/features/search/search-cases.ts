import type { SearchPage, SearchRequest } from '#contracts/search.ts';
import { askedPrefix } from '#server/features/search-index/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import { matchTexts, termsOf } from './match.ts';
import { openFound } from './open-found.ts';
import { findSources } from './search.store.ts';

/** How many sources the index names, and how many of their cases, the last changed ones, are opened and ranked. */
const MOST_HITS = 2000;
const MOST_RANKED = 200;

/**
 * Finds cases by words and beginnings of words. The index gives candidates; what is visible to this reader is
 * opened, checked and ranked, so that a hidden text neither finds nor ranks a case.
 */
export function searchCases(caller: WorkspaceCaller, request: SearchRequest): Promise<SearchPage> {
  const { text, filter, cursor, limit } = request;
  const terms = termsOf(text);
  const from = place(cursor);
  return read(caller, 'case.read', async (tx, { scope }) => {
    const tokens = scope.tokens64('search', [...new Set(terms.map(askedPrefix))]).map(String);
    const asked = { tokens, filter, mostHits: MOST_HITS, mostCases: MOST_RANKED };
    const rows = terms.length === 0 ? [] : await findSources(tx, asked);
    const ranked = openFound(scope, rows)
      .flatMap(({ summary, texts }) => {
        const match = matchTexts(terms, texts);
        return match === undefined ? [] : { case: summary, ...match };
      })
      .sort((one, other) => other.score - one.score);
    const items = ranked.slice(from, from + limit);
    return {
      out: { items, next: ranked.length > from + limit ? String(from + limit) : null },
      disclosed: {
        action: 'case.searched',
        targetKind: 'case',
        targetId: null,
        fields: ['title', 'body'],
        detail: { count: items.length },
      },
    };
  });
}

function place(cursor: string | null): number {
  if (cursor === null) return 0;
  if (!/^\d{1,4}$/.test(cursor))
    throw new AppError('invalid_field', { field: 'cursor', message: 'This page is unknown.' });
  return Number(cursor);
}
