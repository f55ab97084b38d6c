import type { CasePatch, FieldValue } from '#contracts/cases.ts';
import type { CaseType } from '#contracts/presets.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { CaseChange } from './case.store.ts';
import type { CaseField } from './case.ts';
import type { BodyFields, CaseRecord, ListFields } from './case-record.ts';

export const EMPTY_LIST: ListFields = { title: '', tagIds: [] };
export const EMPTY_BODY: BodyFields = { summary: '', body: '', parties: [], fields: [] };

type Plain = Pick<CaseRecord, 'severity' | 'categoryId' | 'dueAt'>;
type Written = Plain & Pick<CaseRecord, 'list' | 'body'>;

/** Which of the fields sent say something new. */
export function changedFields(before: Written, patch: CasePatch): CaseField[] {
  const now = flat(before);
  return fieldsOf(patch).filter((field) => !same(field, now[field], patch[field]));
}

/** The change of a record that a patch asks for; only what differs is written. */
export function changeOf(before: Written, patch: CasePatch): CaseChange {
  const changed = new Set(changedFields(before, patch));
  const { title, tagIds, summary, body, parties, fields, severity, categoryId, dueAt } = patch;
  const list = { ...before.list, ...defined({ title, tagIds }) };
  const long = { ...before.body, ...defined({ summary, body, parties, fields }) };
  return {
    ...(LIST_FIELDS.some((field) => changed.has(field)) && { list }),
    ...(BODY_FIELDS.some((field) => changed.has(field)) && { body: long }),
    ...defined({ severity, categoryId, dueAt }),
  };
}

const LIST_FIELDS = ['title', 'tagIds'] as const;
const BODY_FIELDS = ['summary', 'body', 'parties', 'fields'] as const;
const ALL_FIELDS = [...LIST_FIELDS, ...BODY_FIELDS, 'severity', 'categoryId', 'dueAt'] as const;

function fieldsOf(patch: CasePatch): CaseField[] {
  return ALL_FIELDS.filter((field) => patch[field] !== undefined);
}

function flat({ list, body, severity, categoryId, dueAt }: Written) {
  return { ...list, ...body, severity, categoryId, dueAt };
}

function same(field: CaseField, before: unknown, after: unknown): boolean {
  if (field === 'dueAt') return moment(before) === moment(after);
  return JSON.stringify(before) === JSON.stringify(after);
}

const moment = (value: unknown) => (typeof value === 'string' ? Date.parse(value) : null);

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}

/**
 * Values the case had before pass as they are: the type may have changed since.
 * @throws AppError invalid_field for a field the type does not have, or a value that is not of its kind.
 */
export function checkFields(
  type: CaseType,
  values: readonly FieldValue[],
  before: readonly FieldValue[] = [],
): void {
  values.forEach(({ key, value }, at) => {
    const first = values.findIndex((other) => other.key === key) === at;
    if (first && before.some((old) => old.key === key && old.value === value)) return;
    const definition = type.fields.find((field) => field.key === key);
    const path = `fields.${at}`;
    if (!definition || !first)
      throw new AppError('invalid_field', { field: `${path}.key`, message: 'This type has no such field.' });
    if (value !== '' && !isOfKind(definition, value))
      throw new AppError('invalid_field', {
        field: `${path}.value`,
        message: 'This does not fit the field.',
      });
  });
}

function isOfKind({ kind, choices }: CaseType['fields'][number], value: string): boolean {
  switch (kind) {
    case 'text':
      return true;
    case 'number':
      return /^-?\d{1,15}(?:\.\d{1,6})?$/.test(value);
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
    case 'choice':
      return choices.includes(value);
  }
}
