import type { AccessReview, ReviewDecision } from '#contracts/access-reviews.ts';
import {
  assertMay,
  assertPresent,
  loadTarget,
  removeTarget,
  reRole,
  type Target,
} from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command } from '#server/security/command.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { findEntry, keepDecision, reasonContext } from './entry.store.ts';
import { lockReview, type ReviewRow } from './review.store.ts';
import { isLower } from './review.ts';
import { reviewView } from './review.view.ts';

type Judgement = { readonly reviewId: string; readonly userId: string; readonly said: ReviewDecision };
type Judged = Target & { readonly review: ReviewRow };

/** Says of one member whether they stay, and as what; done at once, by the same hands as on the page of the members. */
export const decideMember = command({
  action: 'member.manage',
  load,
  about: () => null,
  rules(actor, target, { said }) {
    if (target.review.closed_at !== null)
      throw new AppError('conflict', { message: 'This review is closed.' });
    assertPresent(target);
    assertSaying(actor, target, said);
  },
  async run(step, { reviewId, userId, said }): Promise<AccessReview> {
    const { tx, permit, actor, scope } = step;
    if (said.decision === 'lower') await reRole(step, { role: said.role });
    if (said.decision === 'remove') await removeTarget(step);
    const newRole = said.decision === 'lower' ? said.role : null;
    const reason = scope.seal(reasonContext(reviewId, userId), said.reason);
    await keepDecision(tx, permit, {
      reviewId,
      userId,
      decision: said.decision,
      newRole,
      reason,
      by: actor.userId,
    });
    step.audit({
      action: 'access-review.decided',
      targetKind: 'member',
      targetId: userId,
      fields: ['decision', 'reason'],
      detail: { decision: said.decision, role: newRole, review: reviewId },
    });
    const review = await lockReview(tx, reviewId);
    if (review === undefined) throw new AppError('not_found');
    return reviewView(tx, step, review);
  },
});

async function load(tx: TenantTx, { reviewId, userId }: Judgement): Promise<Judged | undefined> {
  const review = await lockReview(tx, reviewId);
  const entry = review && (await findEntry(tx, reviewId, userId));
  const target = entry && (await loadTarget(tx, { userId }));
  return review && target && { ...target, review };
}

function assertSaying(actor: Actor, { row, activeOwners }: Judged, said: ReviewDecision): void {
  const target = { userId: row.user_id, role: row.role };
  // Also whom one would not be allowed to change: to say that somebody stays changes nothing.
  if (target.userId === actor.userId)
    throw new AppError('forbidden', {
      message: 'Nobody judges themselves.',
      details: { reason: 'own-membership' },
    });
  if (said.decision === 'remove') assertMay(actor, { kind: 'remove', target, activeOwners });
  if (said.decision !== 'lower') return;
  assertMay(actor, { kind: 're-role', target, role: said.role, activeOwners });
  if (!isLower(said.role, row.role))
    throw new AppError('invalid_field', { field: 'role', message: 'This is no lower role than they have.' });
}
