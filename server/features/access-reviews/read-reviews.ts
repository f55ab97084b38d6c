import {
  type AccessReview,
  type AccessReviews,
  DEFAULT_REVIEW_MONTHS,
  type ReviewRecord,
} from '#contracts/access-reviews.ts';
import { loadPeople } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { findSignature } from '#server/security/audit/records.store.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { findReview, findSchedule, listReviews, nextReviewAt, recordContext } from './review.store.ts';
import { reviewView, summaryOf, type Viewing } from './review.view.ts';

/** The schedule, and every review there was. */
export function listAccessReviews(caller: WorkspaceCaller): Promise<AccessReviews> {
  return read(caller, 'member.manage', async (tx, viewing) => ({
    out: await reviewsView(tx, viewing),
    disclosed: undefined,
  }));
}

export async function reviewsView(tx: TenantTx, { scope }: Pick<Viewing, 'scope'>): Promise<AccessReviews> {
  const rows = await listReviews(tx);
  const saved = await findSchedule(tx);
  const everyMonths = saved === undefined ? DEFAULT_REVIEW_MONTHS : saved.every_months;
  const isOpen = rows.some(({ closed_at }) => closed_at === null);
  const ids = rows.flatMap(({ opened_by, closed_by }) => [opened_by, closed_by]);
  const people = await loadPeople(tx, scope, ids);
  return {
    everyMonths,
    nextAt: everyMonths === null || isOpen ? null : await nextReviewAt(tx, everyMonths),
    items: rows.map((row) => summaryOf(row, people)),
  };
}

export function readAccessReview(caller: WorkspaceCaller, reviewId: string): Promise<AccessReview> {
  return read(caller, 'member.manage', async (tx, viewing) => {
    const row = await findReview(tx, reviewId);
    if (row === undefined) throw new AppError('not_found');
    const disclosed = {
      action: 'access-review.read' as const,
      targetKind: 'access-review',
      targetId: reviewId,
      fields: ['name', 'factors', 'reason'],
    };
    return { out: await reviewView(tx, viewing, row), disclosed };
  });
}

/** The outcome as it was kept, and its signature. */
export function readReviewRecord(caller: WorkspaceCaller, reviewId: string): Promise<ReviewRecord> {
  return read(caller, 'member.manage', async (tx, { scope }) => {
    const row = await findReview(tx, reviewId);
    if (row === undefined) throw new AppError('not_found');
    if (row.sealed_record === null || row.record_digest === null)
      throw new AppError('conflict', { message: 'This review is still open.' });
    const record = scope.unseal(recordContext(reviewId), row.sealed_record);
    const { note, key } = await findSignature(tx, reviewId);
    const digest = row.record_digest.toString('hex');
    const disclosed = {
      action: 'access-review.exported' as const,
      targetKind: 'access-review',
      targetId: reviewId,
      fields: ['name', 'factors', 'reason'],
    };
    return { out: { type: 'caseward-record/1' as const, record, digest, note, key }, disclosed };
  });
}
