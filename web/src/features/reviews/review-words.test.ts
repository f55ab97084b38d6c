import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fewestReviewers, progressWords, ruleWords } from './review-words.ts';

test('the rule is said in numbers where it counts', () => {
  assert.equal(ruleWords({ mode: 'count', count: 2 }), '2 approvals decide.');
  assert.equal(ruleWords({ mode: 'count', count: 1 }), '1 approval decides.');
  assert.equal(fewestReviewers({ mode: 'count', count: 3 }), 3);
  assert.equal(fewestReviewers({ mode: 'all', count: 3 }), 1);
});

test('only approvals count as approvals', () => {
  const reviewer = (decision: 'approve' | 'reject' | null) => ({
    person: { id: 'x', name: 'X' },
    decision,
    comment: '',
    decidedAt: null,
  });
  assert.equal(
    progressWords({ reviewers: [reviewer('approve'), reviewer('reject'), reviewer(null)] }),
    '1 of 3 approved',
  );
});
