import type { Case } from '#contracts/cases.ts';
import type { ReviewRule } from '#contracts/workspaces.ts';

/** Whether this reader could ask for a review of the case as it stands; the server decides. */
export function mayOpenRound(
  of: Pick<Case, 'openRoundId' | 'phase' | 'revisionNeeded' | 'actions'>,
  rule: ReviewRule,
): boolean {
  const ready = of.phase === 'draft' || of.revisionNeeded;
  return of.openRoundId === null && rule.mode !== 'off' && ready && of.actions.includes('case.submit');
}
