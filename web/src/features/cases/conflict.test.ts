import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Case, CaseConflict } from '#contracts/cases.ts';
import { changedContent, contentOf, EMPTY_CONTENT, filledUp } from './case-content.ts';
import { clashesOf, settle } from './conflict.ts';

const current: Case = {
  ...EMPTY_CONTENT,
  title: 'Theirs',
  body: 'their body',
  id: 'i',
  number: 1,
  type: 't',
  state: 's',
  phase: 'draft',
  revisionNeeded: false,
  owner: { id: 'o', name: 'O' },
  restricted: false,
  version: 3,
  createdAt: '',
  updatedAt: '',
  createdBy: { id: 'o', name: 'O' },
  staff: [],
  lock: 'none',
  legalHold: false,
  openRoundId: null,
  actions: [],
  steps: [],
};
const conflict: CaseConflict = { current, changed: ['title', 'body'] };

test('a patch names only what was changed', () => {
  const base = contentOf(current);
  assert.deepEqual(changedContent(base, base), {});
  assert.deepEqual(changedContent(base, { ...base, tagIds: ['a'] }), { tagIds: ['a'] });
});

test('only what both have changed to different values clashes', () => {
  assert.deepEqual(
    clashesOf({ body: 'my body', summary: 'mine' }, conflict).map(({ field }) => field),
    ['body'],
  );
  assert.deepEqual(clashesOf({ title: 'Theirs' }, conflict), []);
});

test('nothing typed is lost unless its field was given away', () => {
  const mine = { title: 'Mine', body: 'my body', summary: 'mine' };
  const clashes = clashesOf(mine, conflict);
  assert.deepEqual(settle(mine, clashes, {}), mine);
  assert.deepEqual(settle(mine, clashes, { title: 'theirs', body: 'both' }), {
    body: 'my body\n\ntheir body',
    summary: 'mine',
  });
});

test('a draft lays itself over the base, an absent field changes nothing', () => {
  const base = { ...EMPTY_CONTENT, title: 'Base', body: 'base' };
  assert.deepEqual(filledUp({ title: undefined, body: 'typed' }, base), { ...base, body: 'typed' });
});
