import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReviewedMember } from '#contracts/access-reviews.ts';
import { decisionWords, meansWords, progressWords } from './review-words.ts';

const nothing: ReviewedMember = {
  member: { id: '3f2b8c1e-0000-4000-8000-000000000000', name: 'Ada' },
  role: 'member',
  joinedAt: '2026-01-01T00:00:00Z',
  lastSeenAt: null,
  inactive: null,
  passkeys: 0,
  totp: false,
  password: false,
  tokens: 0,
  grants: 0,
  decision: null,
  newRole: null,
  reason: null,
  decidedBy: null,
  decidedAt: null,
  decidable: true,
  lowerTo: [],
  removable: true,
};

test('what one comes in with is named, and what is none is not', () => {
  assert.equal(meansWords(nothing), 'codes by e-mail alone');
  assert.equal(meansWords({ ...nothing, totp: true, tokens: 2 }), 'authenticator app, 2 API tokens');
  assert.equal(meansWords({ ...nothing, grants: 1 }), 'codes by e-mail alone, 1 grant');
});

test('a review says how far it is, and whom it waits for', () => {
  const said = { decision: 'keep', decidable: true } as const;
  const mine = { decision: null, decidable: true } as const;
  const own = { decision: null, decidable: false } as const;
  const review = { members: 3, undecided: 1, closable: false };
  assert.match(
    progressWords({ ...review, entries: [said, said, mine] }),
    /^1 of 3 is not .* done at once\.$/,
  );
  assert.match(progressWords({ ...review, entries: [said, said, own] }), /Somebody else has to\.$/);
  assert.match(progressWords({ ...review, closable: true, entries: [said, said, own] }), /can be closed\.$/);
  const all = { ...review, undecided: 0, closable: true, entries: [said, said, said] };
  assert.match(progressWords(all), /^Everybody is judged/);
});

test('a decision names the role it led to', () => {
  const lowered = { ...nothing, decision: 'lower', newRole: 'viewer' } as const;
  assert.equal(decisionWords(lowered), 'Lowered to Viewer');
  assert.equal(decisionWords(nothing), 'Not judged');
});
