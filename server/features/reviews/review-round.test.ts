import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ReviewRule } from '#contracts/workspaces.ts';
import { approvalsNeeded, outcomeOf, refuseRound, refuseVote, type Vote } from './review-round.ts';

const anyVote = fc.constantFrom<Vote>(null, 'approve', 'revision', 'reject');
const anyRule: fc.Arbitrary<ReviewRule> = fc.record({
  mode: fc.constantFrom('off', 'any', 'all', 'count'),
  count: fc.integer({ min: 1, max: 20 }),
});
const anyVotes = fc.array(anyVote, { maxLength: 20 });

test('a round is approved only without objections and with enough approvals', () => {
  fc.assert(
    fc.property(anyRule, anyVotes, (rule, votes) => {
      if (outcomeOf(rule, votes) !== 'approved') return;
      assert.ok(!votes.includes('reject') && !votes.includes('revision'));
      assert.ok(votes.filter((vote) => vote === 'approve').length >= approvalsNeeded(rule, votes.length));
    }),
  );
});

test('nothing is approved where reviews are off, nor by nobody', () => {
  fc.assert(
    fc.property(anyRule, anyVotes, (rule, votes) => {
      assert.notEqual(outcomeOf({ ...rule, mode: 'off' }, votes), 'approved');
      assert.equal(
        outcomeOf(
          rule,
          votes.map(() => null),
        ),
        'open',
      );
    }),
  );
});

test('another approval never turns an approved round back', () => {
  fc.assert(
    fc.property(anyRule, anyVotes, (rule, votes) => {
      const more = votes.map((vote) => vote ?? 'approve');
      if (outcomeOf(rule, votes) === 'approved') assert.equal(outcomeOf(rule, more), 'approved');
    }),
  );
});

test('the order of decisions does not matter', () => {
  fc.assert(
    fc.property(anyRule, anyVotes, (rule, votes) => {
      assert.equal(outcomeOf(rule, votes), outcomeOf(rule, votes.toReversed()));
    }),
  );
});

test('each rule decides as it says', () => {
  const two: Vote[] = ['approve', null];
  assert.equal(outcomeOf({ mode: 'any', count: 1 }, two), 'approved');
  assert.equal(outcomeOf({ mode: 'all', count: 1 }, two), 'open');
  assert.equal(outcomeOf({ mode: 'all', count: 1 }, ['approve', 'approve']), 'approved');
  assert.equal(outcomeOf({ mode: 'count', count: 2 }, ['approve', 'approve', null]), 'approved');
  assert.equal(outcomeOf({ mode: 'count', count: 3 }, ['approve', 'approve', null]), 'open');
  assert.equal(outcomeOf({ mode: 'all', count: 1 }, ['approve', 'revision', 'reject']), 'rejected');
});

const plan = {
  rule: { mode: 'count', count: 2 } as const,
  reviewerIds: ['rita', 'rolf'],
  authorIds: ['anna', 'otto'],
  eligibleIds: new Set(['rita', 'rolf', 'anna']),
};

test('a round asks enough people, who may review, and never the authors', () => {
  assert.equal(refuseRound(plan), null);
  assert.equal(refuseRound({ ...plan, reviewerIds: ['rita', 'anna'] }), 'own-case');
  assert.equal(refuseRound({ ...plan, reviewerIds: ['rita', 'mia'] }), 'not-a-reviewer');
  assert.equal(refuseRound({ ...plan, reviewerIds: ['rita'] }), 'too-few-reviewers');
  assert.equal(refuseRound({ ...plan, reviewerIds: ['rita', 'rita'] }), 'too-few-reviewers');
  assert.equal(
    refuseRound({ ...plan, rule: { mode: 'all', count: 1 }, reviewerIds: [] }),
    'too-few-reviewers',
  );
  assert.equal(refuseRound({ ...plan, rule: { mode: 'off', count: 1 } }), 'review-off');
});

const round = {
  state: 'open' as const,
  contentVersion: 3,
  votes: new Map<string, Vote>([
    ['rita', null],
    ['rolf', 'approve'],
    ['otto', null],
  ]),
};
const asItStands = { contentVersion: 3, authorIds: ['anna', 'otto'] };

test('one decides once, when asked, on what was read, and never on one’s own case', () => {
  assert.equal(refuseVote(round, 'rita', asItStands), null);
  assert.equal(refuseVote(round, 'rolf', asItStands), 'already-decided');
  assert.equal(refuseVote(round, 'mia', asItStands), 'not-asked');
  assert.equal(refuseVote(round, 'otto', asItStands), 'own-case');
  assert.equal(refuseVote(round, 'rita', { ...asItStands, contentVersion: 4 }), 'content-changed');
  assert.equal(refuseVote({ ...round, state: 'approved' }, 'rita', asItStands), 'round-closed');
});
