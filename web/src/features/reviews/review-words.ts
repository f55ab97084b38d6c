import type { Decision, ReviewRound, RoundState } from '#contracts/reviews.ts';
import type { ReviewRule } from '#contracts/workspaces.ts';

/** How a round is decided, as a sentence for those who wait for it. */
export function ruleWords({ mode, count }: ReviewRule): string {
  switch (mode) {
    case 'off':
      return 'This workspace asks for no review.';
    case 'any':
      return 'One approval decides.';
    case 'all':
      return 'Every reviewer has to approve.';
    case 'count':
      return `${count} approval${count === 1 ? '' : 's'} decide${count === 1 ? 's' : ''}.`;
  }
}

export const ROUND_STATES: Readonly<
  Record<RoundState, { text: string; tone: 'accent' | 'good' | 'warn' | 'bad' | 'neutral' }>
> = {
  open: { text: 'Open', tone: 'accent' },
  approved: { text: 'Approved', tone: 'good' },
  revision_needed: { text: 'Revision needed', tone: 'warn' },
  rejected: { text: 'Rejected', tone: 'bad' },
  withdrawn: { text: 'Withdrawn', tone: 'neutral' },
};

export const DECISIONS: Readonly<Record<Decision, { text: string; tone: 'good' | 'warn' | 'bad' }>> = {
  approve: { text: 'Approved', tone: 'good' },
  revision: { text: 'Asks for revision', tone: 'warn' },
  reject: { text: 'Rejected', tone: 'bad' },
};

/** "1 of 3 approved" */
export function progressWords({ reviewers }: Pick<ReviewRound, 'reviewers'>): string {
  const approved = reviewers.filter(({ decision }) => decision === 'approve').length;
  return `${approved} of ${reviewers.length} approved`;
}

/** How many people have to be asked at least, so that the round can be decided. */
export function fewestReviewers({ mode, count }: ReviewRule): number {
  return mode === 'count' ? count : 1;
}
