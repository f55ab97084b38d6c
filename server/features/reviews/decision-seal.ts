import type { Decision } from '#contracts/reviews.ts';
import type { KeyScope, SealContext, Sealed } from '#server/security/crypto/index.ts';

/** The row is named by its reviewer; the round stands inside, so that a comment cannot move to another one. */
export interface SealedDecision {
  readonly roundId: string;
  readonly comment: string;
}

export interface DecisionRecord {
  readonly reviewerId: string;
  readonly decision: Decision | null;
  readonly voided: boolean;
  readonly comment: string;
  readonly decidedAt: string | null;
}

export const decisionContext = (reviewerId: string): SealContext => ({
  table: 'review_decisions',
  row: reviewerId,
  use: 'comment',
});

/** @throws Error when the comment was sealed for another round. */
export function openDecision(
  scope: KeyScope,
  roundId: string,
  row: {
    readonly reviewer_id: string;
    readonly decision: Decision | null;
    readonly voided_at: string | null;
    readonly sealed_comment: Sealed<SealedDecision> | null;
    readonly decided_at: string | null;
  },
): DecisionRecord {
  const said = row.sealed_comment
    ? scope.unseal(decisionContext(row.reviewer_id), row.sealed_comment)
    : { roundId, comment: '' };
  if (said.roundId !== roundId) throw new Error('a review comment belongs to another round');
  return {
    reviewerId: row.reviewer_id,
    decision: row.decision,
    voided: row.voided_at !== null,
    comment: said.comment,
    decidedAt: row.decided_at,
  };
}
