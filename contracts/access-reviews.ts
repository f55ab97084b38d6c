import { z } from 'zod';
import { Id, line, Person, Role, Timestamp } from './common.ts';
import { SignedRecord } from './records.ts';

const Count = z.int().min(0);
export const MOST_REVIEWED = 20_000;

/** How often a review is opened by itself, in months; null: never. */
export const ReviewInterval = z.literal([3, 6, 12]).nullable();
export type ReviewInterval = z.infer<typeof ReviewInterval>;

/** Without a word from an admin. */
export const DEFAULT_REVIEW_MONTHS = 6;

/** PUT /workspaces/:workspaceId/access-reviews/schedule. Replies `AccessReviews`. */
export const ReviewScheduleWrite = z.strictObject({ everyMonths: ReviewInterval });
export type ReviewScheduleWrite = z.infer<typeof ReviewScheduleWrite>;

export const AccessReviewSummary = z.strictObject({
  id: Id,
  /** Null: opened by the schedule. */
  openedBy: Person.nullable(),
  openedAt: Timestamp,
  dueAt: Timestamp,
  overdue: z.boolean(),
  closedBy: Person.nullable(),
  closedAt: Timestamp.nullable(),
  members: Count,
  undecided: Count,
});
export type AccessReviewSummary = z.infer<typeof AccessReviewSummary>;

/** GET /workspaces/:workspaceId/access-reviews: the newest first. */
export const AccessReviews = z.strictObject({
  everyMonths: ReviewInterval,
  /** When the next one opens by itself; null: never, or one is open. */
  nextAt: Timestamp.nullable(),
  items: z.array(AccessReviewSummary).max(100),
});
export type AccessReviews = z.infer<typeof AccessReviews>;

/** Days without a request, in three steps; null: seen within 30 days. */
export const Inactivity = z.literal([30, 60, 90]).nullable();
export type Inactivity = z.infer<typeof Inactivity>;

const Reason = line(500);

/** A member as they stood when the review was opened, and what was said of them. */
export const ReviewedMember = z.strictObject({
  member: Person,
  role: Role,
  joinedAt: Timestamp,
  lastSeenAt: Timestamp.nullable(),
  inactive: Inactivity,
  passkeys: Count,
  totp: z.boolean(),
  password: z.boolean(),
  tokens: Count,
  grants: Count,
  decision: z.enum(['keep', 'lower', 'remove']).nullable(),
  newRole: Role.nullable(),
  reason: z.string().max(500).nullable(),
  decidedBy: Person.nullable(),
  decidedAt: Timestamp.nullable(),
  /** Whether this reader may say something of them, and down to which roles; false after the end. */
  decidable: z.boolean(),
  lowerTo: z.array(Role).max(5),
  removable: z.boolean(),
});
export type ReviewedMember = z.infer<typeof ReviewedMember>;

/** GET /workspaces/:workspaceId/access-reviews/:reviewId, POST on …/access-reviews opens one and replies it. */
export const AccessReview = AccessReviewSummary.extend({
  entries: z.array(ReviewedMember).max(MOST_REVIEWED),
  /** Whether all was said that somebody could say. */
  closable: z.boolean(),
});
export type AccessReview = z.infer<typeof AccessReview>;

/** PUT …/access-reviews/:reviewId/members/:userId/decision; in force at once. Replies `AccessReview`. */
export const ReviewDecision = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('keep'), reason: Reason }),
  z.strictObject({ decision: z.literal('lower'), role: Role, reason: Reason }),
  z.strictObject({ decision: z.literal('remove'), reason: Reason }),
]);
export type ReviewDecision = z.infer<typeof ReviewDecision>;

/** GET …/access-reviews/:reviewId/record: the outcome as it was kept, signed. 409 before the end. */
export const ReviewRecord = SignedRecord;
export type ReviewRecord = z.infer<typeof ReviewRecord>;

export const ReviewParams = z.strictObject({ workspaceId: Id, reviewId: Id });
export const ReviewMemberParams = z.strictObject({ workspaceId: Id, reviewId: Id, userId: Id });
