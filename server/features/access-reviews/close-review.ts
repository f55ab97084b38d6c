import type { AccessReview } from '#contracts/access-reviews.ts';
import { loadPeople, personOf } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { leaveToSign } from '#server/security/audit/records.store.ts';
import { command, type Step } from '#server/security/command.ts';
import { sha256 } from '#server/security/crypto/index.ts';
import { listAdministrators, listEntries } from './entry.store.ts';
import { closeReviewRow, findReview, lockReview, type ReviewRow, recordContext } from './review.store.ts';
import { mayClose } from './review.ts';
import { factsOf, idsOf, judged, known, reviewView } from './review.view.ts';

/** Ends a review: what was said of whom, by whom and why, is kept for good, signed, and in the audit log by its digest. */
export const closeAccessReview = command({
  action: 'member.manage',
  load: (tx, { reviewId }: { reviewId: string }) => lockReview(tx, reviewId),
  about: () => null,
  rules(_actor, { closed_at }) {
    if (closed_at !== null) throw new AppError('conflict', { message: 'This review is closed already.' });
  },
  async run(step): Promise<AccessReview> {
    const { tx, permit, actor, scope, target } = step;
    const record = await writeRecord(step);
    const digest = sha256(record);
    const sealed = scope.seal(recordContext(target.id), record);
    await closeReviewRow(tx, permit, { id: target.id, by: actor.userId, record: sealed, digest });
    const { workspaceId } = actor;
    await leaveToSign(tx, { kind: 'access_review', workspaceId, id: target.id, digest });
    step.audit({
      action: 'access-review.closed',
      targetKind: 'access-review',
      targetId: target.id,
      fields: ['record'],
      detail: { digest: digest.toString('hex'), members: target.members },
    });
    step.emit({ topic: 'members.changed', targetId: target.id });
    const closed = await findReview(tx, target.id);
    if (closed === undefined) throw new AppError('not_found');
    return reviewView(tx, step, closed);
  },
});

async function writeRecord({
  tx,
  actor,
  scope,
  services,
  target,
}: Step<'member.manage', ReviewRow>): Promise<string> {
  const entries = await listEntries(tx, target.id);
  if (!mayClose(actor.userId, await listAdministrators(tx), entries.map(judged)))
    throw new AppError('conflict', { message: 'Somebody was not judged yet.' });
  const people = await loadPeople(tx, scope, [actor.userId, target.opened_by, ...idsOf(entries)]);
  return JSON.stringify({
    kind: 'access_review',
    id: target.id,
    workspaceId: actor.workspaceId,
    openedAt: target.opened_at,
    openedBy: known(people, target.opened_by),
    closedAt: services.clock.now().toISOString(),
    closedBy: personOf(people, actor.userId),
    members: entries.map((entry) => factsOf(entry, { people, scope, review: target })),
  });
}
