import { WorkspaceParams } from '#contracts/common.ts';
import {
  Held,
  HoldParams,
  HoldWrite,
  Retention,
  RetentionPreview,
  RetentionPreviewRequest,
  RetentionWrite,
} from '#contracts/retention.ts';
import { defineRoute, inWorkspace, inWorkspaceAnew, json } from '#server/http/route.ts';
import { changeRetention, previewRetention, readRetention } from './change-retention.ts';
import { holdCase, liftHold } from './hold-case.ts';

const BASE = '/api/v1/workspaces/:workspaceId';
const HOLD = `${BASE}/cases/:caseId/legal-hold`;

const get = defineRoute({
  method: 'GET',
  url: `${BASE}/retention`,
  summary: 'How long each class of data is kept.',
  access: inWorkspace('workspace.retain'),
  input: { params: WorkspaceParams },
  reply: json(Retention),
  rate: 'read',
  discloses: [],
  handle: ({ caller }) => readRetention(caller),
});

const preview = defineRoute({
  method: 'POST',
  url: `${BASE}/retention/what-if`,
  summary: 'What would go today by these rules, in numbers; nothing is changed.',
  access: inWorkspace('workspace.retain'),
  input: { params: WorkspaceParams, body: RetentionPreviewRequest },
  reply: json(RetentionPreview),
  rate: 'read',
  discloses: [],
  handle: ({ caller, body }) => previewRetention(caller, body),
});

const put = defineRoute({
  method: 'PUT',
  url: `${BASE}/retention`,
  summary: 'Sets how long each class of data is kept, by whoever has seen the preview.',
  access: inWorkspaceAnew('workspace.retain'),
  input: { params: WorkspaceParams, body: RetentionWrite },
  reply: json(Retention),
  rate: 'sensitive',
  discloses: [],
  handle: ({ caller, body }) => changeRetention(caller, body),
});

const hold = defineRoute({
  method: 'PUT',
  url: HOLD,
  summary: 'Puts the case under a legal hold: nothing of it is deleted until that is lifted.',
  access: inWorkspaceAnew('workspace.retain'),
  input: { params: HoldParams, body: HoldWrite },
  reply: json(Held),
  rate: 'write',
  discloses: [],
  handle: ({ caller, params: { caseId }, body }) => holdCase(caller, { ...body, caseId }),
});

const lift = defineRoute({
  method: 'POST',
  url: `${HOLD}/lifting`,
  summary: 'Lifts the legal hold of a case, with the reason.',
  access: inWorkspaceAnew('workspace.retain'),
  input: { params: HoldParams, body: HoldWrite },
  reply: json(Held),
  rate: 'write',
  discloses: [],
  handle: ({ caller, params: { caseId }, body }) => liftHold(caller, { ...body, caseId }),
});

export const retentionRoutes = [get, preview, put, hold, lift];
