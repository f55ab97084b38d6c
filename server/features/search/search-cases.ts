import type { CaseSummary } from '#contracts/cases.ts';
import type { SearchHit, SearchPage, SearchRequest } from '#contracts/search.ts';
import { loadSummaries } from '#server/features/cases/index.ts';
import { askedPrefix, tagLabelsOf } from '#server/features/search-index/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { matchTexts, type SearchedText, termsOf } from './match.ts';
import { findHits, type Hit, openBodies, openComments, openFiles } from './search.store.ts';

/** How many of the cases that fit, the last changed ones, are opened and ranked. */
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
    const hits = terms.length === 0 ? [] : await findHits(tx, tokens);
    const summaries = await loadSummaries(
      tx,
      scope,
      [...new Set(hits.map(({ case_id }) => case_id))],
      filter,
      MOST_RANKED,
    );
    const candidates = [...summaries.values()];
    const ranked = await rank(tx, scope, { terms, candidates, hits });
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

interface Candidates {
  readonly terms: readonly string[];
  readonly candidates: readonly CaseSummary[];
  readonly hits: readonly Hit[];
}

async function rank(
  tx: TenantTx,
  scope: KeyScope,
  { terms, candidates, hits }: Candidates,
): Promise<SearchHit[]> {
  const ids = candidates.map(({ id }) => id);
  if (ids.length === 0) return [];
  const visible = new Set(ids);
  const sources = (kind: Hit['source_kind']) =>
    hits
      .filter((hit) => hit.source_kind === kind && visible.has(hit.case_id))
      .map(({ source_id }) => source_id);
  const [bodies, comments, files, labels] = await Promise.all([
    openBodies(tx, scope, ids),
    openComments(tx, scope, sources('comment')),
    openFiles(tx, scope, sources('evidence')),
    tagLabelsOf(tx, scope, [...new Set(candidates.flatMap(({ tagIds }) => tagIds))]),
  ]);
  return candidates
    .flatMap((summary) => {
      const { summary: short = '', body = '', parties = [], fields = [] } = bodies.get(summary.id) ?? {};
      const others = [
        ...parties.flatMap(({ name, note }) => [name, note]),
        ...fields.map(({ value }) => value),
      ];
      const texts: SearchedText[] = [
        { field: 'title', text: summary.title },
        { field: 'summary', text: short },
        { field: 'body', text: body },
        ...others.map((text) => ({ field: 'body' as const, text })),
        ...summary.tagIds.map((id) => ({ field: 'tag' as const, text: labels.get(id) ?? '' })),
        ...textsOf('comment', summary.id, comments),
        ...textsOf('evidence', summary.id, files),
      ];
      const match = matchTexts(terms, texts);
      return match === undefined ? [] : [{ case: summary, ...match }];
    })
    .sort((one, other) => other.score - one.score);
}

function textsOf(
  field: 'comment' | 'evidence',
  id: string,
  found: readonly { readonly caseId: string; readonly text: string }[],
): SearchedText[] {
  return found.filter(({ caseId }) => caseId === id).map(({ text }) => ({ field, text }));
}

function place(cursor: string | null): number {
  if (cursor === null) return 0;
  if (!/^\d{1,4}$/.test(cursor))
    throw new AppError('invalid_field', { field: 'cursor', message: 'This page is unknown.' });
  return Number(cursor);
}
