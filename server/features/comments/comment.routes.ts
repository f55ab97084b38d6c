import {
  Comment,
  CommentCreate,
  CommentPage,
  CommentParams,
  CommentPatch,
  CommentQuery,
} from '#contracts/comments.ts';
import { CaseParams } from '#contracts/common.ts';
import { requireVersion } from '#server/http/if-match.ts';
import { removal } from '#server/http/removal.ts';
import { defineRoute, empty, inWorkspace, json } from '#server/http/route.ts';
import { acknowledgeMention } from './acknowledge-mention.ts';
import { getComment, getComments } from './comment.reads.ts';
import { deleteComment, reopenComment, resolveComment } from './settle-comment.ts';
import { rewriteComment, writeComment } from './write-comment.ts';

const list = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/comments/query',
  summary: 'Lists the comments of a case, oldest first.',
  access: inWorkspace('case.read'),
  input: { params: CaseParams, body: CommentQuery },
  reply: json(CommentPage),
  rate: 'read',
  discloses: ['text'],
  handle: ({ caller, params, body }) => getComments(caller, params.caseId, body),
});

const write = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/comments',
  summary: 'Comments on a case, a section of it or a piece of evidence.',
  access: inWorkspace('case.comment'),
  input: { params: CaseParams, body: CommentCreate },
  reply: json(Comment, 201),
  rate: 'write',
  discloses: ['text'],
  async handle({ caller, params: { caseId }, body }) {
    const id = await writeComment(caller, { ...body, caseId });
    return getComment(caller, caseId, id);
  },
});

const edit = defineRoute({
  method: 'PATCH',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/comments/:commentId',
  summary: 'Rewrites one’s own comment.',
  access: inWorkspace('case.comment'),
  input: { params: CommentParams, body: CommentPatch },
  reply: json(Comment),
  rate: 'write',
  discloses: ['text'],
  reads: ['if-match'],
  async handle({ caller, params: { caseId, commentId }, body, ifMatch }) {
    await rewriteComment(caller, { ...body, caseId, commentId, ifMatch: requireVersion(ifMatch) });
    return getComment(caller, caseId, commentId);
  },
});

const remove = removal({
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/comments/:commentId',
  summary: 'Deletes a comment.',
  access: inWorkspace('item.delete'),
  params: CommentParams,
  remove: deleteComment,
});

const resolve = defineRoute({
  method: 'PUT',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/comments/:commentId/resolution',
  summary: 'Marks a comment as dealt with.',
  access: inWorkspace('case.comment'),
  input: { params: CommentParams },
  reply: json(Comment),
  rate: 'write',
  discloses: ['text'],
  async handle({ caller, params: { caseId, commentId } }) {
    await resolveComment(caller, { caseId, commentId });
    return getComment(caller, caseId, commentId);
  },
});

const reopen = removal({
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/comments/:commentId/resolution',
  summary: 'Takes the mark away again.',
  access: inWorkspace('case.comment'),
  params: CommentParams,
  remove: reopenComment,
});

const acknowledge = defineRoute({
  method: 'PUT',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/comments/:commentId/acknowledgement',
  summary: 'Says that the reader has seen where they were mentioned.',
  access: inWorkspace('case.read'),
  input: { params: CommentParams },
  reply: empty,
  rate: 'write',
  discloses: [],
  handle: ({ caller, params: { caseId, commentId } }) => acknowledgeMention(caller, { caseId, commentId }),
});

export const commentRoutes = [list, write, edit, remove, resolve, reopen, acknowledge];
