import type { ImportTarget, RowFault, RowProblem } from './case-imports.ts';

const TARGETS: Readonly<Record<string, string>> = {
  title: 'Title',
  summary: 'Summary',
  body: 'Body',
  type: 'Type',
  state: 'State',
  severity: 'Severity',
  tags: 'Tags',
  category: 'Category',
  owner: 'Owner',
  due: 'Due date',
  created: 'Recorded on',
};

const PROBLEMS: Readonly<Record<RowProblem, string>> = {
  'no-title': 'there is none',
  'not-plain': 'it holds characters that are not shown',
  'too-long': 'it is too long',
  'unknown-type': 'there is no such type',
  'unknown-state': 'the type has no such state',
  'no-way-to-state': 'you may not bring a case there by the steps of its type',
  'unknown-severity': 'it is low, medium, high or critical',
  'unknown-tag': 'there is no such tag',
  'too-many-tags': 'there are more than 30',
  'unknown-category': 'there is no such category',
  'unknown-owner': 'nobody of this address can own a case here',
  'bad-date': 'it is no date of the form chosen',
  'unknown-field': 'the type has no such field',
  'bad-value': 'it does not fit the field',
  'too-many-cells': 'it has more cells than there are columns',
  'quote-not-closed': 'a quotation mark is never closed',
  'row-too-long': 'it is longer than a million characters',
  'changed-meanwhile': 'something it needs was changed while the import ran',
};

/** What a column becomes, in a word or two. */
export function targetWords(target: ImportTarget): string {
  return TARGETS[target] ?? target.replace(/^field\./, '');
}

/** A fault as a sentence. */
export function faultWords({ target, problem }: RowFault): string {
  return `${target === null ? 'The row' : targetWords(target)}: ${PROBLEMS[problem]}.`;
}
