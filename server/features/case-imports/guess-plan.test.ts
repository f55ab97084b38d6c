import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guessColumns, guessDelimiter } from './guess-plan.ts';

test('the delimiter is told from the rows, quoted ones of the others left aside', () => {
  assert.equal(guessDelimiter('a,b,c\n1,2,3\n'), ',');
  assert.equal(guessDelimiter('a;b;c\n"1,5";"2,5";3\n'), ';');
  assert.equal(guessDelimiter('a\tb\n1, 2, 3\t4; 5\n'), '\t');
  assert.equal(guessDelimiter('title\nOne\n'), ',');
  assert.equal(guessDelimiter(''), ',');
});

test('columns are known by their names, each target once', () => {
  const type = {
    key: 'incident',
    label: 'Incident',
    states: [],
    transitions: [],
    slots: [],
    fields: [{ key: 'site', label: 'Site', kind: 'text' as const, choices: [] }],
  };
  const names = [' Title', 'Name', 'DESCRIPTION', 'Status', 'Site', 'Whatever', 'due date'];
  assert.deepEqual(guessColumns(names, type), ['title', null, 'body', 'state', 'field.site', null, 'due']);
});
