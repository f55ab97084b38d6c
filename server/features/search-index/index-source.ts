import type { KeyScope } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { putSource, type Source } from './source.store.ts';
import { prefixesOf, wordsOf } from './words.ts';

// A bound on one source, far above any case written by hand; a book-long file is found by its first words.
const MOST_TOKENS = 30_000;

/** Indexes a source anew, in the transaction that changed it: what is committed is found. */
export async function indexSource(
  tx: TenantTx,
  scope: KeyScope,
  source: Source,
  texts: readonly string[],
): Promise<void> {
  await putSource(tx, source, searchTokens(scope, texts));
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
