import { WorkspaceParams } from '#contracts/common.ts';
import {
  DeletionParams,
  ErasureCertificate,
  ErasureParams,
  ErasureRequest,
  WorkspaceDeletion,
  WorkspaceDeletionRequest,
  WorkspaceDeletions,
  WorkspaceLoss,
} from '#contracts/erasure.ts';
import { SignedRecord } from '#contracts/records.ts';
import { removal } from '#server/http/removal.ts';
import {
  anyone,
  defineRoute,
  inWorkspace,
  inWorkspaceAnew,
  json,
  signedIn,
  signedInAnew,
  stream,
} from '#server/http/route.ts';
import { sendLines } from '#server/http/stream-reply.ts';
import { deleteWorkspace, listDeletions, readLoss, undoDeletion } from './delete-workspace.ts';
import { erasePerson } from './erase-person.ts';
import { exportOwnData } from './own-data.ts';
import { readCertificate } from './read-certificate.ts';

const FILE = {
  'content-type': 'application/x-ndjson; charset=utf-8',
  'content-disposition': 'attachment; filename="my-data.ndjson"',
};

const giveUp = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces/:workspaceId/deletion',
  summary:
    'Gives the workspace up: nobody gets in any more, and after 30 days it is gone unless an owner undoes it.',
  access: inWorkspaceAnew('workspace.delete'),
  input: { params: WorkspaceParams, body: WorkspaceDeletionRequest },
  reply: json(WorkspaceDeletion, 202),
  rate: 'sensitive',
  discloses: [],
  handle: ({ caller, body }) => deleteWorkspace(caller, body),
});

const loss = defineRoute({
  method: 'GET',
  url: '/api/v1/workspaces/:workspaceId/deletion',
  summary: 'What would be lost with the workspace, in numbers.',
  access: inWorkspace('workspace.delete'),
  input: { params: WorkspaceParams },
  reply: json(WorkspaceLoss),
  rate: 'read',
  discloses: [],
  handle: ({ caller }) => readLoss(caller),
});

const list = defineRoute({
  method: 'GET',
  url: '/api/v1/account/deletions',
  summary: 'Lists workspaces that were given up and that one can take back.',
  access: signedIn,
  input: {},
  reply: json(WorkspaceDeletions),
  rate: 'read',
  discloses: [],
  handle: ({ caller }) => listDeletions(caller),
});

const takeBack = removal({
  url: '/api/v1/account/deletions/:workspaceId',
  summary: 'Takes a workspace back that was given up.',
  access: signedInAnew,
  params: DeletionParams,
  rate: 'sensitive',
  remove: (caller, { workspaceId }) => undoDeletion(caller, workspaceId),
});

const data = defineRoute({
  method: 'POST',
  url: '/api/v1/account/data',
  summary: 'All there is of oneself, as lines of JSON (GDPR Art. 15 and 20).',
  access: signedInAnew,
  input: {},
  reply: stream('application/x-ndjson'),
  rate: 'sensitive',
  discloses: ['user'],
  handle: ({ caller, reply }) =>
    exportOwnData(caller, (lines, signal) => sendLines(reply, FILE, lines, signal)),
});

const erase = defineRoute({
  method: 'POST',
  url: '/api/v1/account/erasure',
  summary: 'Erases one’s own account and name everywhere, for good (GDPR Art. 17).',
  access: signedInAnew,
  input: { body: ErasureRequest },
  reply: json(ErasureCertificate),
  rate: 'sensitive',
  discloses: [],
  handle: ({ caller, body }) => erasePerson(caller, body),
});

const certificate = defineRoute({
  method: 'GET',
  url: '/api/v1/erasures/:erasureId',
  summary: 'The certificate of an erasure as it was written, with its signature, for whoever holds its id.',
  access: anyone,
  input: { params: ErasureParams },
  reply: json(SignedRecord),
  rate: 'public',
  discloses: [],
  handle: ({ caller, params }) => readCertificate(caller.services, params.erasureId),
});

export const erasureRoutes = [giveUp, loss, list, takeBack, data, erase, certificate];
