import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AUDIT_ACTION_NAMES } from '#contracts/audit-actions.ts';
import { actionPicks, actionWords, chosenWords } from './action-words.ts';

test('an action is read as words', () => {
  assert.equal(actionWords('case.read-list'), 'case: read list');
  assert.equal(actionWords('privacy-request.copied'), 'privacy request: copied');
  assert.equal(actionWords('sign-in'), 'sign in');
});

test('every action is offered once, under its area, with those that only an older log has', () => {
  const picks = actionPicks([...AUDIT_ACTION_NAMES, 'case.created', 'gone.by']);
  assert.equal(picks.length, AUDIT_ACTION_NAMES.length + 1);
  assert.deepEqual(
    picks.find(({ value }) => value === 'case.created'),
    { value: 'case.created', group: 'case', label: 'created' },
  );
  const areas = picks.map(({ group }) => group);
  assert.equal(new Set(areas).size, areas.filter((area, at) => area !== areas[at - 1]).length);
});

test('what is chosen is said', () => {
  assert.deepEqual([[], ['case.created'], ['case.created', 'sign-in']].map(chosenWords), [
    'Anything',
    'case: created',
    '2 actions',
  ]);
});
