import { Done, WorkspaceParams } from '#contracts/common.ts';
import {
  AskPrivacy,
  ConfirmPrivacy,
  EnterPrivacy,
  FollowedPrivacy,
  PrivacyErasure,
  PrivacyRequest,
  PrivacyRequestParams,
  PrivacyRequests,
  PrivacyStep,
} from '#contracts/privacy-requests.ts';
import { SignedRecord } from '#contracts/records.ts';
import { anyone, defineRoute, inWorkspace, inWorkspaceAnew, json, stream } from '#server/http/route.ts';
import { sendLines } from '#server/http/stream-reply.ts';
import { copyForRequest, eraseForRequest } from './act-on-request.ts';
import { readRecord, readRequests } from './read-requests.ts';
import { stepRequest } from './step-request.ts';
import { askByForm, confirmRequest, enterRequest } from './take-request.ts';

const BASE = '/api/v1/workspaces/:workspaceId/privacy-requests';

const FILE = {
  'content-type': 'application/x-ndjson; charset=utf-8',
  'content-disposition': 'attachment; filename="copy.ndjson"',
};

const ask = defineRoute({
  method: 'POST',
  url: '/api/v1/privacy-requests',
  summary: 'Takes a request about one’s own data, from anyone; a letter says how it goes on.',
  access: anyone,
  input: { body: AskPrivacy },
  reply: json(Done, 202),
  rate: 'report',
  discloses: [],
  bodyLimit: 64 * 1024,
  handle: async ({ caller, body }) => {
    await askByForm(caller.services, body);
    return { done: true as const };
  },
});

const confirm = defineRoute({
  method: 'POST',
  url: '/api/v1/privacy-requests/confirmations',
  summary: 'Proves the address of whoever asks by the token of the letter, and tells how the request stands.',
  access: anyone,
  input: { body: ConfirmPrivacy },
  reply: json(FollowedPrivacy),
  rate: 'sign_in',
  discloses: [],
  handle: ({ caller, body }) => confirmRequest(caller.services, body),
});

const list = defineRoute({
  method: 'GET',
  url: BASE,
  summary: 'Requests of people about their own data, with their deadlines.',
  access: inWorkspace('workspace.secure'),
  input: { params: WorkspaceParams },
  reply: json(PrivacyRequests),
  rate: 'read',
  discloses: ['privacy-request'],
  handle: ({ caller }) => readRequests(caller),
});

const enter = defineRoute({
  method: 'POST',
  url: BASE,
  summary: 'Enters a request that came by letter, telephone or in person.',
  access: inWorkspaceAnew('workspace.secure'),
  input: { params: WorkspaceParams, body: EnterPrivacy },
  reply: json(PrivacyRequest, 201),
  rate: 'write',
  discloses: [],
  handle: ({ caller, body }) => enterRequest(caller, body),
});

const step = defineRoute({
  method: 'POST',
  url: `${BASE}/:requestId/steps`,
  summary: 'Takes one step of a request: identity, handler, more time, an answer or a refusal.',
  access: inWorkspaceAnew('workspace.secure'),
  input: { params: PrivacyRequestParams, body: PrivacyStep },
  reply: json(PrivacyRequest),
  rate: 'write',
  discloses: ['privacy-request'],
  handle: ({ caller, params: { requestId }, body }) => stepRequest(caller, { requestId, step: body }),
});

const record = defineRoute({
  method: 'GET',
  url: `${BASE}/:requestId/record`,
  summary: 'The signed record of a request that is over.',
  access: inWorkspace('workspace.secure'),
  input: { params: PrivacyRequestParams },
  reply: json(SignedRecord),
  rate: 'read',
  discloses: ['privacy-request'],
  handle: ({ caller, params }) => readRecord(caller, params.requestId),
});

const copy = defineRoute({
  method: 'POST',
  url: `${BASE}/:requestId/copy`,
  summary:
    'A copy of what names the member who asks, as lines of JSON (GDPR Art. 15 and 20), tied to the request.',
  access: inWorkspaceAnew('workspace.export'),
  input: { params: PrivacyRequestParams },
  reply: stream('application/x-ndjson'),
  rate: 'sensitive',
  discloses: ['user'],
  handle: ({ caller, params, reply }) =>
    copyForRequest(caller, params.requestId, (lines, signal) => sendLines(reply, FILE, lines, signal)),
});

const erase = defineRoute({
  method: 'POST',
  url: `${BASE}/:requestId/erasure`,
  summary:
    'Takes the member who asks out of the workspace for good (GDPR Art. 17), and ties the certificate to the request.',
  access: inWorkspaceAnew('member.erase'),
  input: { params: PrivacyRequestParams, body: PrivacyErasure },
  reply: json(Done),
  rate: 'sensitive',
  discloses: [],
  handle: ({ caller, params: { requestId }, body }) => eraseForRequest(caller, { requestId, ...body }),
});

export const privacyRequestRoutes = [ask, confirm, list, enter, step, record, copy, erase];
