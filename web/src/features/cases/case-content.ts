import type { Case, CaseContent, CasePatch } from '#contracts/cases.ts';
import type { Template } from '#contracts/workspaces.ts';

export const CONTENT_FIELDS = [
  'title',
  'summary',
  'body',
  'parties',
  'fields',
  'severity',
  'categoryId',
  'tagIds',
  'dueAt',
] as const;
export type ContentField = (typeof CONTENT_FIELDS)[number];

export const EMPTY_CONTENT: CaseContent = {
  title: '',
  summary: '',
  body: '',
  parties: [],
  fields: [],
  severity: null,
  categoryId: null,
  tagIds: [],
  dueAt: null,
};

/** What an author writes, out of a whole case. */
export function contentOf(of: Case): CaseContent {
  const { title, summary, body, parties, fields, severity, categoryId, tagIds, dueAt } = of;
  return { title, summary, body, parties, fields, severity, categoryId, tagIds, dueAt };
}

/** A draft may lack any field; what it lacks comes from `base`. */
export function filledUp(
  draft: { [Field in ContentField]?: CaseContent[Field] | undefined },
  base: CaseContent,
): CaseContent {
  const given = Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
  return { ...base, ...given };
}

export function fromTemplate({ title, summary, body, severity }: Template): CaseContent {
  return { ...EMPTY_CONTENT, title, summary, body, severity };
}

/** The fields that differ, and only those: a patch never touches what its writer has not. */
export function changedContent(base: CaseContent, mine: CaseContent): CasePatch {
  const changed = CONTENT_FIELDS.filter((field) => !sameValue(base[field], mine[field]));
  return Object.fromEntries(changed.map((field) => [field, mine[field]]));
}

export function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
