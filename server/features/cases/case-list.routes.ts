import {
  BulkReply,
  BulkRequest,
  CasePage,
  CaseQuery,
  SavedView,
  SavedViewList,
  SavedViewWrite,
} from '#contracts/case-lists.ts';
import { WorkspaceParams } from '#contracts/common.ts';
import { ItemParams } from '#contracts/workspaces.ts';
import { requireVersion } from '#server/http/if-match.ts';
import { removal } from '#server/http/removal.ts';
import { defineRoute, inWorkspace, json } from '#server/http/route.ts';
import { listCases } from './case-list.reads.ts';
import { changeCases } from './change-cases.ts';
import { changeView, getViews, removeView, saveView } from './views.ts';

const query = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces/:workspaceId/cases/query',
  summary: 'Lists cases, filtered and sorted, page by page.',
  access: inWorkspace('case.read'),
  input: { params: WorkspaceParams, body: CaseQuery },
  reply: json(CasePage),
  rate: 'read',
  discloses: ['title'],
  handle: ({ caller, body }) => listCases(caller, body),
});

const bulk = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces/:workspaceId/cases/bulk-changes',
  summary: 'Tags, assigns or moves many cases; a dry run only counts.',
  access: inWorkspace('case.edit'),
  input: { params: WorkspaceParams, body: BulkRequest },
  reply: json(BulkReply),
  rate: 'write',
  discloses: [],
  handle: ({ caller, body }) => changeCases(caller, body),
});

const views = defineRoute({
  method: 'GET',
  url: '/api/v1/workspaces/:workspaceId/views',
  summary: 'Lists saved views: one’s own and those shared.',
  access: inWorkspace('case.read'),
  input: { params: WorkspaceParams },
  reply: json(SavedViewList),
  rate: 'read',
  discloses: ['name', 'filter'],
  handle: ({ caller }) => getViews(caller),
});

const save = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces/:workspaceId/views',
  summary: 'Keeps a filter under a name.',
  access: inWorkspace('case.create'),
  input: { params: WorkspaceParams, body: SavedViewWrite },
  reply: json(SavedView, 201),
  rate: 'write',
  discloses: [],
  handle: ({ caller, body }) => saveView(caller, body),
});

const change = defineRoute({
  method: 'PUT',
  url: '/api/v1/workspaces/:workspaceId/views/:id',
  summary: 'Changes one’s own saved view.',
  access: inWorkspace('case.create'),
  input: { params: ItemParams, body: SavedViewWrite },
  reply: json(SavedView),
  rate: 'write',
  discloses: [],
  reads: ['if-match'],
  handle: ({ caller, params, body, ifMatch }) =>
    changeView(caller, { ...body, id: params.id, ifMatch: requireVersion(ifMatch) }),
});

const remove = removal({
  url: '/api/v1/workspaces/:workspaceId/views/:id',
  summary: 'Removes one’s own saved view.',
  access: inWorkspace('case.create'),
  params: ItemParams,
  remove: removeView,
});

export const caseListRoutes = [query, bulk, views, save, change, remove];
