import {
  type CaseImport,
  DATE_FORMATS,
  type DateFormat,
  type ImportDelimiter,
} from '#contracts/case-imports.ts';
import type { Tone } from '../../ui/badge.tsx';
import type { Choice } from '../../ui/input.tsx';

/** What became of an import, in a word or two. */
export function stateWords({ state, refused }: Pick<CaseImport, 'state' | 'refused'>): {
  words: string;
  tone: Tone;
} {
  switch (state) {
    case 'receiving':
      return { words: 'Not sent to its end', tone: 'warn' };
    case 'received':
      return { words: 'Waits for you', tone: 'accent' };
    case 'queued':
      return { words: 'Waits for its turn', tone: 'neutral' };
    case 'running':
      return { words: 'Under way', tone: 'accent' };
    case 'done':
      return refused > 0 ? { words: 'Done, rows refused', tone: 'warn' } : { words: 'Done', tone: 'good' };
    case 'cancelled':
      return { words: 'Stopped by you', tone: 'neutral' };
    case 'stopped':
      return { words: 'Stopped', tone: 'bad' };
    case 'undoing':
      return { words: 'Being taken back', tone: 'accent' };
    case 'undone':
      return { words: 'Taken back', tone: 'neutral' };
    case 'expired':
      return { words: 'No longer kept', tone: 'neutral' };
  }
}

/** How far it is, from 0 to 1; undefined while nothing was counted. */
export function shareDone(one: Pick<CaseImport, 'state' | 'rows' | 'tried' | 'made' | 'undone' | 'left'>) {
  if (one.state === 'undoing') return one.made === 0 ? undefined : (one.undone + one.left) / one.made;
  return one.rows === null || one.rows === 0 ? undefined : one.tried / one.rows;
}

export const ENCODINGS: readonly Choice[] = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'windows-1252', label: 'Windows-1252 (older Excel)' },
  { value: 'utf-16le', label: 'UTF-16' },
  { value: 'utf-16be', label: 'UTF-16, big-endian' },
];

export const DELIMITER_NAMES: Readonly<Record<ImportDelimiter, 'comma' | 'semicolon' | 'tab'>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
};
export const DELIMITERS: readonly Choice[] = [
  { value: 'comma', label: 'Comma' },
  { value: 'semicolon', label: 'Semicolon' },
  { value: 'tab', label: 'Tab' },
];

const SHOWN: Readonly<Record<DateFormat, string>> = {
  'yyyy-mm-dd': '2026-01-31',
  'dd.mm.yyyy': '31.01.2026',
  'dd/mm/yyyy': '31/01/2026',
  'mm/dd/yyyy': '01/31/2026',
};
export const DATE_CHOICES: readonly Choice[] = DATE_FORMATS.map((value) => ({ value, label: SHOWN[value] }));

/** "1 row", "12 rows". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}
