import { CaseParams, WorkspaceParams } from '#contracts/common.ts';
import {
  CaseDraftWrite,
  Draft,
  DraftList,
  DraftParams,
  DraftSaved,
  NewDraftWrite,
} from '#contracts/drafts.ts';
import { removal } from '#server/http/removal.ts';
import { defineRoute, inWorkspace, json } from '#server/http/route.ts';
import {
  discardCaseDraft,
  discardDraft,
  getCaseDraft,
  getDrafts,
  saveCaseDraft,
  saveNewDraft,
} from './drafts.ts';

const list = defineRoute({
  method: 'GET',
  url: '/api/v1/workspaces/:workspaceId/drafts',
  summary: 'Lists one’s own drafts.',
  access: inWorkspace('case.read'),
  input: { params: WorkspaceParams },
  reply: json(DraftList),
  rate: 'read',
  discloses: [],
  handle: ({ caller }) => getDrafts(caller),
});

const saveNew = defineRoute({
  method: 'PUT',
  url: '/api/v1/workspaces/:workspaceId/drafts/:draftId',
  summary: 'Keeps what is typed for a new case.',
  access: inWorkspace('case.create'),
  input: { params: DraftParams, body: NewDraftWrite },
  reply: json(DraftSaved),
  rate: 'autosave',
  discloses: [],
  handle: ({ caller, params, body }) => saveNewDraft(caller, { ...body, draftId: params.draftId }),
});

const discardNew = removal({
  url: '/api/v1/workspaces/:workspaceId/drafts/:draftId',
  summary: 'Throws a draft of a new case away.',
  access: inWorkspace('case.create'),
  params: DraftParams,
  remove: discardDraft,
});

const getOfCase = defineRoute({
  method: 'GET',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/draft',
  summary: 'Shows what one has typed into a case and not saved.',
  access: inWorkspace('case.read'),
  input: { params: CaseParams },
  reply: json(Draft),
  rate: 'read',
  discloses: [],
  handle: ({ caller, params }) => getCaseDraft(caller, params.caseId),
});

const saveOfCase = defineRoute({
  method: 'PUT',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/draft',
  summary: 'Keeps what is typed into a case.',
  access: inWorkspace('case.edit'),
  input: { params: CaseParams, body: CaseDraftWrite },
  reply: json(DraftSaved),
  rate: 'autosave',
  discloses: [],
  handle: ({ caller, params, body }) => saveCaseDraft(caller, { ...body, caseId: params.caseId }),
});

const discardOfCase = removal({
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/draft',
  summary: 'Throws away what one has typed into a case.',
  access: inWorkspace('case.create'),
  params: CaseParams,
  remove: discardCaseDraft,
});

export const draftRoutes = [list, saveNew, discardNew, getOfCase, saveOfCase, discardOfCase];
