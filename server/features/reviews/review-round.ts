import type { Decision, RoundState } from '#contracts/reviews.ts';
import type { ReviewRule } from '#contracts/workspaces.ts';

/** Null while a reviewer has not decided. */
export type Vote = Decision | null;

/**
 * What the decisions so far make of a round. One objection decides at once; approvals decide when the rule
 * has enough of them. A round of nobody stays open: it cannot approve itself.
 */
export function outcomeOf(rule: ReviewRule, votes: readonly Vote[]): RoundState {
  if (votes.includes('reject')) return 'rejected';
  if (votes.includes('revision')) return 'revision_needed';
  const approvals = votes.filter((vote) => vote === 'approve').length;
  return approvals > 0 && approvals >= approvalsNeeded(rule, votes.length) ? 'approved' : 'open';
}

/** How many approvals a round of so many reviewers needs. */
export function approvalsNeeded(rule: ReviewRule, reviewers: number): number {
  switch (rule.mode) {
    case 'off':
      return Number.POSITIVE_INFINITY;
    case 'any':
      return 1;
    case 'all':
      return reviewers;
    case 'count':
      return rule.count;
  }
}

export interface RoundPlan {
  readonly rule: ReviewRule;
  readonly reviewerIds: readonly string[];
  /** Those whose own case it is: creator and owner. */
  readonly authorIds: readonly string[];
  /** Members who may review at all, by the role table. */
  readonly eligibleIds: ReadonlySet<string>;
}

export type RoundRefusal = 'review-off' | 'own-case' | 'not-a-reviewer' | 'too-few-reviewers';

/** Why a round of these reviewers may not be opened, or null. */
export function refuseRound({ rule, reviewerIds, authorIds, eligibleIds }: RoundPlan): RoundRefusal | null {
  if (rule.mode === 'off') return 'review-off';
  if (reviewerIds.some((id) => authorIds.includes(id))) return 'own-case';
  if (reviewerIds.some((id) => !eligibleIds.has(id))) return 'not-a-reviewer';
  const distinct = new Set(reviewerIds).size;
  return distinct < Math.max(approvalsNeeded(rule, distinct), 1) ? 'too-few-reviewers' : null;
}

export interface OpenRound {
  readonly state: RoundState;
  readonly contentVersion: number;
  readonly votes: ReadonlyMap<string, Vote>;
}

export type VoteRefusal = 'round-closed' | 'own-case' | 'not-asked' | 'already-decided' | 'content-changed';

/** Why this reviewer may not decide this round of the case as it now stands, or null. */
export function refuseVote(
  round: OpenRound,
  actorId: string,
  now: { readonly contentVersion: number; readonly authorIds: readonly string[] },
): VoteRefusal | null {
  if (round.state !== 'open') return 'round-closed';
  if (now.authorIds.includes(actorId)) return 'own-case';
  const vote = round.votes.get(actorId);
  if (vote === undefined) return 'not-asked';
  if (vote !== null) return 'already-decided';
  return round.contentVersion === now.contentVersion ? null : 'content-changed';
}
