import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activityWords } from './activity-words.ts';

const label = (state: string) => state.toUpperCase();

test('a move names both states, an edit its fields', () => {
  assert.equal(
    activityWords({ kind: 'moved', from: 'draft', to: 'review', fields: [] }, label),
    'moved it from DRAFT to REVIEW',
  );
  assert.equal(
    activityWords({ kind: 'edited', from: null, to: null, fields: ['title', 'dueAt'] }, label),
    'edited title and due date',
  );
  assert.equal(activityWords({ kind: 'commented', from: null, to: null, fields: [] }, label), 'commented');
});
