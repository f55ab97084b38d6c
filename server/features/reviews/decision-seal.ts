import type { Decision } from '#contracts/reviews.ts';
import { type KeyScope, type SealContext, type Sealed, sealRow } from '#server/security/crypto/index.ts';

export interface DecisionRecord {
  readonly reviewerId: string;
  readonly decision: Decision | null;
  readonly voided: boolean;
  readonly comment: string;
  readonly decidedAt: string | null;
}

/** Bound to the round and the reviewer: a comment moved to another round does not open. */
export const decisionContext = (roundId: string, reviewerId: string): SealContext => ({
  table: 'review_decisions',
  row: sealRow(roundId, reviewerId),
  use: 'comment',
});

/** @throws UnsealError when the comment was sealed for another round or reviewer. */
export function openDecision(
  scope: KeyScope,
  roundId: string,
  row: {
    readonly reviewer_id: string;
    readonly decision: Decision | null;
    readonly voided_at: string | null;
    readonly sealed_comment: Sealed<string> | null;
    readonly decided_at: string | null;
  },
): DecisionRecord {
  return {
    reviewerId: row.reviewer_id,
    decision: row.decision,
    voided: row.voided_at !== null,
    comment: row.sealed_comment
      ? scope.unseal(decisionContext(roundId, row.reviewer_id), row.sealed_comment)
      : '',
    decidedAt: row.decided_at,
  };
}
