import type { AgreementChange } from '#contracts/agreement.ts';

export type ChangedLine = { readonly kind: 'gone' | 'new'; readonly line: string };

/** The paragraphs that only one of both versions has: those gone first. */
export function changedLines({ before, after }: Pick<AgreementChange, 'before' | 'after'>): ChangedLine[] {
  const gone = before.filter((line) => !after.includes(line));
  const fresh = after.filter((line) => !before.includes(line));
  return [
    ...gone.map((line): ChangedLine => ({ kind: 'gone', line })),
    ...fresh.map((line): ChangedLine => ({ kind: 'new', line })),
  ];
}
