import { runIn, statement } from '#server/platform/db/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { prefixesOf, wordsOf } from './words.ts';

/** One thing that is searched: a case with its tags, a comment, the text of a file. */
export interface Source {
  readonly workspaceId: string;
  readonly caseId: string;
  readonly kind: 'case' | 'comment' | 'evidence';
  readonly id: string;
}

type Values = [workspaceId: string, caseId: string, kind: string, id: string, tokens: readonly string[]];

const upsert = statement<Values, never>(`
  insert into app.search_docs (workspace_id, case_id, source_kind, source_id, tokens) values ($1, $2, $3, $4, $5)
  on conflict (workspace_id, source_kind, source_id) do update set tokens = excluded.tokens`);

// A bound on one source, far above any case written by hand; a book-long file is found by its first words.
const MOST_TOKENS = 30_000;

/** Indexes a source anew, in the transaction that changed it: what is committed is found. */
export async function indexSource(
  tx: TenantTx,
  scope: KeyScope,
  source: Source,
  texts: readonly string[],
): Promise<void> {
  const { workspaceId, caseId, kind, id } = source;
  await runIn(tx, upsert, [workspaceId, caseId, kind, id, searchTokens(scope, texts)]);
}

/** Takes a source out of the index. */
export async function unindexSource(tx: TenantTx, { kind, id }: Pick<Source, 'kind' | 'id'>): Promise<void> {
  await tx
    .deleteFrom('app.search_docs')
    .where('source_kind', '=', kind)
    .where('source_id', '=', id)
    .execute();
}

/** Keyed digests of every indexed prefix of every word: what the database learns (threat model, blind index). */
export function searchTokens(scope: KeyScope, texts: readonly string[]): string[] {
  const prefixes = new Set<string>();
  for (const text of texts) {
    for (const word of new Set(wordsOf(text))) {
      for (const prefix of prefixesOf(word)) prefixes.add(prefix);
      if (prefixes.size >= MOST_TOKENS) return digests(scope, prefixes);
    }
  }
  return digests(scope, prefixes);
}

function digests(scope: KeyScope, prefixes: ReadonlySet<string>): string[] {
  return scope.tokens64('search', [...prefixes]).map(String);
}
