import { z } from 'zod';
import { Id, Person, Timestamp, text, Version } from './common.ts';
import { ReviewRule } from './workspaces.ts';

export const RoundState = z.enum(['open', 'approved', 'revision_needed', 'rejected', 'withdrawn']);
export type RoundState = z.infer<typeof RoundState>;

export const Decision = z.enum(['approve', 'revision', 'reject']);
export type Decision = z.infer<typeof Decision>;

export const RoundReviewer = z.strictObject({
  person: Person,
  decision: Decision.nullable(),
  comment: text(5000),
  decidedAt: Timestamp.nullable(),
});
export type RoundReviewer = z.infer<typeof RoundReviewer>;

/** `rule` is the workspace's as it was when the round was opened; `voided` says a later edit undid it. */
export const ReviewRound = z.strictObject({
  id: Id,
  number: z.int().min(1),
  caseVersion: Version,
  state: RoundState,
  voided: z.boolean(),
  rule: ReviewRule,
  coverNote: text(2000),
  openedBy: Person,
  openedAt: Timestamp,
  closedAt: Timestamp.nullable(),
  reviewers: z.array(RoundReviewer).max(20),
  /** This reader is asked and has not decided yet. */
  awaitsMe: z.boolean(),
});
export type ReviewRound = z.infer<typeof ReviewRound>;

/** GET /workspaces/:workspaceId/cases/:caseId/review-rounds: newest first. */
export const ReviewRoundList = z.strictObject({ items: z.array(ReviewRound).max(100) });
export type ReviewRoundList = z.infer<typeof ReviewRoundList>;

/** POST on the same address with the case's If-Match: the case is in review from now. Replies `ReviewRound`. */
export const RoundOpen = z.strictObject({
  reviewerIds: z.array(Id).min(1).max(20),
  coverNote: text(2000),
});
export type RoundOpen = z.infer<typeof RoundOpen>;

/** GET /workspaces/:workspaceId/cases/:caseId/reviewers: who may be asked. */
export const ReviewerList = z.strictObject({ items: z.array(Person).max(500) });
export type ReviewerList = z.infer<typeof ReviewerList>;

export const RoundParams = z.strictObject({ workspaceId: Id, caseId: Id, roundId: Id });

/**
 * POST …/review-rounds/:roundId/decisions. Asking for revision or rejecting needs a comment. Replies
 * `ReviewRound`. A case taken back out of review withdraws its open round.
 */
export const DecisionWrite = z
  .strictObject({ decision: Decision, comment: text(5000) })
  .refine((write) => write.decision === 'approve' || write.comment.trim() !== '', {
    path: ['comment'],
    message: 'say what is missing',
  });
export type DecisionWrite = z.infer<typeof DecisionWrite>;
