import { CaseParams } from '#contracts/common.ts';
import {
  DecisionWrite,
  ReviewerList,
  ReviewRound,
  ReviewRoundList,
  RoundOpen,
  RoundParams,
} from '#contracts/reviews.ts';
import { refusingLostUpdates } from '#server/features/cases/index.ts';
import { defineRoute, inWorkspace, json } from '#server/http/route.ts';
import { decideRound } from './decide-round.ts';
import { openRound } from './open-round.ts';
import { getReviewers, getRound, getRounds } from './review.reads.ts';

const rounds = defineRoute({
  method: 'GET',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/review-rounds',
  summary: 'Lists the review rounds of a case.',
  access: inWorkspace('case.read'),
  input: { params: CaseParams },
  reply: json(ReviewRoundList),
  rate: 'read',
  discloses: ['note', 'comment'],
  handle: ({ caller, params }) => getRounds(caller, params.caseId),
});

const open = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/review-rounds',
  summary: 'Puts a case before reviewers.',
  access: inWorkspace('case.submit'),
  input: { params: CaseParams, body: RoundOpen },
  reply: json(ReviewRound, 201),
  rate: 'write',
  discloses: ['note'],
  reads: ['if-match'],
  async handle({ caller, params: { caseId }, body, ifMatch }) {
    const input = { ...body, caseId, expected: ifMatch };
    const roundId = await refusingLostUpdates(caller, caseId, ifMatch, () => openRound(caller, input));
    return getRound(caller, caseId, roundId);
  },
});

const decisions = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/review-rounds/:roundId/decisions',
  summary: 'Approves, asks for revision or rejects, once a reviewer and round.',
  access: inWorkspace('case.review'),
  input: { params: RoundParams, body: DecisionWrite },
  reply: json(ReviewRound),
  rate: 'write',
  discloses: ['note', 'comment'],
  async handle({ caller, params: { caseId, roundId }, body }) {
    await decideRound(caller, { ...body, caseId, roundId });
    return getRound(caller, caseId, roundId);
  },
});

const reviewers = defineRoute({
  method: 'GET',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/reviewers',
  summary: 'Lists who may be asked to review a case.',
  access: inWorkspace('case.read'),
  input: { params: CaseParams },
  reply: json(ReviewerList),
  rate: 'read',
  discloses: ['name'],
  handle: ({ caller, params }) => getReviewers(caller, params.caseId),
});

export const reviewRoutes = [rounds, open, decisions, reviewers];
