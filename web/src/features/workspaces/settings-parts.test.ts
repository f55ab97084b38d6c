import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPart, settingsGroups, settingsPartOf } from './settings-parts.ts';

test('an address names a part or none', () => {
  assert.equal(settingsPartOf('tokens'), 'tokens');
  for (const other of ['nothing', 'toString', '__proto__', '', 3, null, undefined])
    assert.equal(settingsPartOf(other), undefined);
});

test('who does not secure the workspace is led to the first part, whatever the address says', () => {
  const all = settingsGroups(true);
  const few = settingsGroups(false);
  assert.equal(openPart('backups', all), 'backups');
  assert.equal(openPart('backups', few), 'general');
  assert.equal(openPart('tags', few), 'tags');
  assert.equal(openPart(undefined, all), 'general');
  assert.deepEqual(
    few.map(({ title }) => title),
    ['Workspace', 'Cases'],
  );
});

test('every part stands in the list once', () => {
  const names = settingsGroups(true).flatMap(({ parts }) => parts.map(({ name }) => name));
  assert.equal(new Set(names).size, names.length);
  assert.equal(names.length, 17);
});
