import type { ContentField } from './case-content.ts';

export const CONTENT_NAMES: Readonly<Record<ContentField, string>> = {
  title: 'Title',
  summary: 'Summary',
  body: 'Text',
  parties: 'Parties',
  fields: 'Further fields',
  severity: 'Severity',
  categoryId: 'Category',
  tagIds: 'Tags',
  dueAt: 'Due',
};

/** A value of any content field as one can read it; ids by what they are called. */
export function valueWords(value: unknown, nameOf: (id: string) => string | undefined): string {
  if (value === null || value === undefined || value === '') return '(nothing)';
  if (Array.isArray(value))
    return value.length === 0 ? '(none)' : value.map((one) => valueWords(one, nameOf)).join('\n');
  if (typeof value === 'object') return Object.values(value).filter(Boolean).join(' · ');
  return nameOf(String(value)) ?? String(value);
}
