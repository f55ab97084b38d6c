import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ImportDelimiter } from '#contracts/case-imports.ts';
import { CsvReader, type CsvRow } from './csv-reader.ts';

const read = (text: string, delimiter: ImportDelimiter = ',', cuts: readonly number[] = []): CsvRow[] => {
  const reader = new CsvReader(delimiter);
  const places = [0, ...[...cuts].sort((one, other) => one - other), text.length];
  const rows = places.slice(1).flatMap((to, n) => reader.push(text.slice(places[n], to)));
  return [...rows, ...reader.end()];
};
const cellsOf = (rows: readonly CsvRow[]) => rows.map(({ cells }) => cells);

const cell = fc.string({ unit: fc.constantFrom('a', 'ü', '🐟', '"', ',', ';', '\t', '\n', '\r', ' ', '=') });
const table = fc.array(
  fc.array(cell, { minLength: 1, maxLength: 5 }).filter((cells) => cells.some((one) => one.trim() !== '')),
);
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

test('what is written by RFC 4180 is read as it was, wherever the chunks are cut', () => {
  const delimiters = fc.constantFrom<ImportDelimiter>(',', ';', '\t');
  const ends = fc.constantFrom('\r\n', '\n', '\r');
  fc.assert(
    fc.property(
      table,
      delimiters,
      ends,
      fc.boolean(),
      fc.array(fc.nat(200)),
      (rows, delimiter, end, last, cuts) => {
        const text = rows.map((cells) => cells.map(quoted).join(delimiter)).join(end) + (last ? end : '');
        const within = cuts.filter((cut) => cut < text.length);
        assert.deepEqual(cellsOf(read(text, delimiter, within)), rows);
      },
    ),
  );
});

test('control: a reader that splits at line breaks alone is caught', () => {
  const split = (text: string) => text.split('\n').map((line) => line.split(','));
  assert.notDeepEqual(split('"a\nb",c'), cellsOf(read('"a\nb",c')));
});

test('any text is read without a throw, in any pieces the same, and no row number comes twice', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '\ud800', '🐟') }),
      fc.array(fc.nat(50)),
      (text, cuts) => {
        const whole = read(text);
        const within = cuts.filter((cut) => cut < text.length);
        assert.deepEqual(read(text, ',', within), whole);
        assert.equal(new Set(whole.map(({ row }) => row)).size, whole.length);
      },
    ),
  );
});

test('rows are counted as a spreadsheet does, and empty ones left out', () => {
  assert.deepEqual(read('a,b\r\n\r\n,\r\n"c\nd",e'), [
    { row: 1, cells: ['a', 'b'] },
    { row: 4, cells: ['c\nd', 'e'] },
  ]);
});

test('quotes inside a cell that does not begin with one stand for themselves', () => {
  assert.deepEqual(cellsOf(read('5" pipe,"a"b,c')), [['5" pipe', 'ab', 'c']]);
  assert.deepEqual(cellsOf(read('"a"b"c,d')), [['ab"c', 'd']]);
});

test('a quote that is never closed and a row without end are told, and hold no more than a row', () => {
  assert.deepEqual(read('a\n"b,c\nd'), [
    { row: 1, cells: ['a'] },
    { row: 2, cells: ['b,c\nd'], broken: 'quote-not-closed' },
  ]);
  const reader = new CsvReader(',');
  assert.deepEqual(reader.push('"'), []);
  for (let n = 0; n < 50; n += 1) assert.deepEqual(reader.push('x'.repeat(100_000)), []);
  assert.deepEqual(reader.push('"\nnext\n'), [
    { row: 1, cells: [], broken: 'row-too-long' },
    { row: 2, cells: ['next'] },
  ]);
});
