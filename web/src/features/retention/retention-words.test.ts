import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysWords, previewLines, withRule } from './retention-words.ts';

test('days read as people say them', () => {
  assert.deepEqual([1, 90, 365, 3_650].map(daysWords), ['1 day', '90 days', '1 year', '10 years']);
});

test('a rule is replaced, added and taken away', () => {
  const all = { class: 'cases', caseType: null } as const;
  const [rule] = withRule([], all, 30);
  assert.deepEqual(rule, { ...all, days: 30 });
  assert.ok(rule);
  assert.deepEqual(withRule([rule], all, 60), [{ ...all, days: 60 }]);
  assert.equal(withRule([rule], { class: 'cases', caseType: 'note' }, 5).length, 2);
  assert.deepEqual(withRule([rule], all, undefined), []);
});

test('what would go is told with what a hold keeps', () => {
  const items = [
    { class: 'cases', caseType: 'note', count: 3, held: 1, bytes: 0 },
    { class: 'files', caseType: 'note', count: 0, held: 0, bytes: 0 },
    { class: 'contacts', caseType: null, count: 2, held: 0, bytes: 0 },
  ] as const;
  assert.deepEqual(
    previewLines({ items: [...items], total: 5 }, (key) => key),
    ['Closed cases, note: 3; 1 stay under a legal hold', 'Archived contacts: 2'],
  );
});
