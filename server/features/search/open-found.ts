import type { CaseSummary } from '#contracts/cases.ts';
import { type BodyFields, bodyContext, openCaseSummaries } from '#server/features/cases/index.ts';
import { wordContext } from '#server/features/workspaces/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { SearchedText } from './match.ts';
import type { FoundRow } from './search.store.ts';

export interface OpenedCase {
  readonly summary: CaseSummary;
  readonly texts: readonly SearchedText[];
}

type CaseRow = Extract<FoundRow, { kind: 'case' }>;
type OtherRow = Exclude<FoundRow, CaseRow>;

/** Opens what was found: each case with its texts, the last changed case first. */
export function openFound(scope: KeyScope, rows: readonly FoundRow[]): OpenedCase[] {
  const caseRows = rows.filter((row) => row.kind === 'case');
  const others = Map.groupBy(
    rows.filter((row) => row.kind !== 'case'),
    (row) => row.case_id,
  );
  const summaries = openCaseSummaries(scope, caseRows);
  return caseRows
    .flatMap((row, at) => {
      const summary = summaries[at];
      if (summary === undefined) return [];
      const own = ownTexts(summary, scope.unseal(bodyContext(row.id), row.sealed));
      return {
        summary,
        texts: [...own, ...(others.get(row.id) ?? []).flatMap((other) => open(scope, other))],
      };
    })
    .sort((one, other) => compare(other.summary.updatedAt, one.summary.updatedAt));
}

function ownTexts({ title }: CaseSummary, { summary, body, parties, fields }: BodyFields): SearchedText[] {
  const others = [...parties.flatMap(({ name, note }) => [name, note]), ...fields.map(({ value }) => value)];
  return [
    { field: 'title', text: title },
    { field: 'summary', text: summary },
    { field: 'body', text: body },
    ...others.map((text) => ({ field: 'body' as const, text })),
  ];
}

function open(scope: KeyScope, row: OtherRow): SearchedText[] {
  if (row.kind === 'tag') {
    return [{ field: 'tag', text: scope.unsealKept(wordContext.tag(row.source_id), row.sealed).label }];
  }
  const at = (use: string) => ({
    table: row.kind === 'comment' ? 'comments' : 'evidence',
    row: row.source_id,
    use,
  });
  if (row.kind === 'comment')
    return [{ field: 'comment', text: scope.unseal(at('content'), row.sealed).text }];
  const { name, caption } = scope.unseal(at('list'), row.sealed);
  const text = row.more === null ? '' : scope.unseal(at('text'), row.more);
  return [`${name} ${caption}`, text]
    .filter((part) => part.trim() !== '')
    .map((part) => ({ field: 'evidence', text: part }));
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
