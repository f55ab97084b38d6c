import { loadCase } from '#server/features/cases/index.ts';
import { loadPeople } from '#server/features/members/index.ts';
import type { Step } from '#server/security/command.ts';
import { eligibleReviewers } from './eligible-reviewers.ts';
import { giveDecision, waitingFor } from './round.store.ts';

type In = Pick<Step<'member.manage', unknown>, 'tx' | 'permit' | 'scope' | 'actor' | 'services'>;

/**
 * Asks the heir in the leaver's place wherever a round waits for the leaver's word and the heir may decide it: a member
 * whom the role table lets review this very case, that is not their own, and that has not asked them already. They are
 * told by mail. Gives the cases so moved, and how many rounds go on waiting.
 */
export async function handOverReviews(
  { tx, permit, scope, actor, services }: In,
  { userId, heirId }: { readonly userId: string; readonly heirId: string },
): Promise<{ readonly moved: readonly string[]; readonly left: number }> {
  const waiting = await waitingFor(tx, userId);
  const moved: string[] = [];
  for (const { round_id, case_id } of waiting) {
    const record = await loadCase(tx, scope, case_id);
    if (record === undefined) continue;
    const heir = (await eligibleReviewers(tx, scope, actor, record)).find((one) => one.userId === heirId);
    if (heir === undefined || !(await giveDecision(tx, permit, round_id, { from: userId, to: heirId })))
      continue;
    moved.push(case_id);
    const requester = (await loadPeople(tx, scope, [actor.userId])).get(actor.userId)?.name ?? '';
    const about = { requester, workspaceId: actor.workspaceId, caseId: case_id, caseNumber: record.number };
    await services.mail.queue({ template: 'review-requested', to: heir.email, ...about });
  }
  return { moved, left: waiting.length - moved.length };
}
