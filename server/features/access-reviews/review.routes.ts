import {
  AccessReview,
  AccessReviews,
  ReviewDecision,
  ReviewMemberParams,
  ReviewParams,
  ReviewRecord,
  ReviewScheduleWrite,
} from '#contracts/access-reviews.ts';
import { WorkspaceParams } from '#contracts/common.ts';
import { defineRoute, inWorkspace, inWorkspaceAnew, json } from '#server/http/route.ts';
import { closeAccessReview } from './close-review.ts';
import { decideMember } from './decide-member.ts';
import { openAccessReview, scheduleAccessReviews } from './open-review.ts';
import { listAccessReviews, readAccessReview, readReviewRecord } from './read-reviews.ts';

const BASE = '/api/v1/workspaces/:workspaceId/access-reviews';
const look = inWorkspace('member.manage');
const manage = inWorkspaceAnew('member.manage');
const discloses = ['member.name', 'member.factors', 'review.reason'];

const list = defineRoute({
  method: 'GET',
  url: BASE,
  summary: 'Lists the access reviews, and when the next one opens by itself.',
  access: look,
  input: { params: WorkspaceParams },
  reply: json(AccessReviews),
  rate: 'read',
  discloses: ['member.name'],
  handle: ({ caller }) => listAccessReviews(caller),
});

const schedule = defineRoute({
  method: 'PUT',
  url: `${BASE}/schedule`,
  summary: 'Says how often a review is opened by itself.',
  access: manage,
  input: { params: WorkspaceParams, body: ReviewScheduleWrite },
  reply: json(AccessReviews),
  rate: 'sensitive',
  discloses: ['member.name'],
  handle: ({ caller, body }) => scheduleAccessReviews(caller, body),
});

const open = defineRoute({
  method: 'POST',
  url: BASE,
  summary: 'Opens an access review: everyone as they stand now.',
  access: manage,
  input: { params: WorkspaceParams },
  reply: json(AccessReview, 201),
  rate: 'sensitive',
  discloses,
  handle: ({ caller }) => openAccessReview(caller, undefined),
});

const get = defineRoute({
  method: 'GET',
  url: `${BASE}/:reviewId`,
  summary: 'Shows a review: who was in with what, who is inactive, and what was said of them.',
  access: look,
  input: { params: ReviewParams },
  reply: json(AccessReview),
  rate: 'read',
  discloses,
  handle: ({ caller, params }) => readAccessReview(caller, params.reviewId),
});

const decide = defineRoute({
  method: 'PUT',
  url: `${BASE}/:reviewId/members/:userId/decision`,
  summary: 'Keeps a member, lowers their role or removes them, with a reason; in force at once.',
  access: manage,
  input: { params: ReviewMemberParams, body: ReviewDecision },
  reply: json(AccessReview),
  rate: 'sensitive',
  discloses,
  handle: ({ caller, params: { reviewId, userId }, body }) =>
    decideMember(caller, { reviewId, userId, said: body }),
});

const close = defineRoute({
  method: 'POST',
  url: `${BASE}/:reviewId/closure`,
  summary: 'Ends a review; its outcome is kept and signed.',
  access: manage,
  input: { params: ReviewParams },
  reply: json(AccessReview),
  rate: 'sensitive',
  discloses,
  handle: ({ caller, params }) => closeAccessReview(caller, params),
});

const record = defineRoute({
  method: 'GET',
  url: `${BASE}/:reviewId/record`,
  summary: 'Gives the outcome of a closed review as it was kept, with its signature.',
  access: look,
  input: { params: ReviewParams },
  reply: json(ReviewRecord),
  rate: 'read',
  discloses,
  handle: ({ caller, params }) => readReviewRecord(caller, params.reviewId),
});

export const accessReviewRoutes = [list, schedule, open, get, decide, close, record];
