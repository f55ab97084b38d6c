import {
  Case,
  CaseCreate,
  CaseCreated,
  CasePatch,
  OwnerWrite,
  PurgeRequest,
  StaffWrite,
  TransitionRequest,
} from '#contracts/cases.ts';
import { CaseParams, WorkspaceParams } from '#contracts/common.ts';
import { removal } from '#server/http/removal.ts';
import { defineRoute, empty, inWorkspace, inWorkspaceAnew, json } from '#server/http/route.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { assignStaff, changeOwner } from './assign-case.ts';
import { getCase } from './case.reads.ts';
import { createCase } from './create-case.ts';
import { editCase } from './edit-case.ts';
import { moveCase } from './move-case.ts';
import { discardCase, purgeCase } from './remove-case.ts';
import { refusingLostUpdates } from './version-conflict.ts';

const SECRETS = ['title', 'summary', 'body', 'parties', 'fields'];

/** What a handler gets, as far as a change of one case needs it. */
interface Changing {
  readonly caller: WorkspaceCaller;
  readonly params: { readonly caseId: string };
  readonly ifMatch: number | undefined;
  etag(version: number): void;
}

/** Runs the change, refuses a lost update, and replies the case as it then is. */
async function changed(
  { caller, params: { caseId }, ifMatch, etag }: Changing,
  change: (target: { caseId: string; expected: number | undefined }) => Promise<unknown>,
): Promise<Case> {
  await refusingLostUpdates(caller, caseId, ifMatch, () => change({ caseId, expected: ifMatch }));
  const now = await getCase(caller, caseId);
  etag(now.version);
  return now;
}

const create = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces/:workspaceId/cases',
  summary: 'Makes a case.',
  access: inWorkspace('case.create'),
  input: { params: WorkspaceParams, body: CaseCreate },
  reply: json(CaseCreated, 201),
  rate: 'write',
  discloses: [],
  async handle({ caller, body, etag }) {
    const made = await createCase(caller, body);
    etag(made.version);
    return made;
  },
});

const get = defineRoute({
  method: 'GET',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId',
  summary: 'Shows a case, and what may be done with it next.',
  access: inWorkspace('case.read'),
  input: { params: CaseParams },
  reply: json(Case),
  rate: 'read',
  discloses: SECRETS,
  async handle({ caller, params, etag }) {
    const found = await getCase(caller, params.caseId);
    etag(found.version);
    return found;
  },
});

const edit = defineRoute({
  method: 'PATCH',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId',
  summary: 'Edits a case; a lost update is refused with the other change shown.',
  access: inWorkspace('case.edit'),
  input: { params: CaseParams, body: CasePatch },
  reply: json(Case),
  rate: 'write',
  discloses: SECRETS,
  reads: ['if-match'],
  handle: (request) =>
    changed(request, (target) => editCase(request.caller, { ...target, patch: request.body })),
});

const move = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/transitions',
  summary: 'Takes a step of the case’s transition table.',
  access: inWorkspace('case.edit'),
  input: { params: CaseParams, body: TransitionRequest },
  reply: json(Case),
  rate: 'write',
  discloses: SECRETS,
  reads: ['if-match'],
  handle: (request) => changed(request, (target) => moveCase(request.caller, { ...target, ...request.body })),
});

const owner = defineRoute({
  method: 'PUT',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/owner',
  summary: 'Gives a case to another member.',
  access: inWorkspace('case.staff'),
  input: { params: CaseParams, body: OwnerWrite },
  reply: json(Case),
  rate: 'write',
  discloses: SECRETS,
  reads: ['if-match'],
  handle: (request) =>
    changed(request, (target) => changeOwner(request.caller, { ...target, ...request.body })),
});

const staff = defineRoute({
  method: 'PUT',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/staff',
  summary: 'Fills the staff slots of a case anew.',
  access: inWorkspace('case.staff'),
  input: { params: CaseParams, body: StaffWrite },
  reply: json(Case),
  rate: 'write',
  discloses: SECRETS,
  reads: ['if-match'],
  handle: (request) =>
    changed(request, (target) => assignStaff(request.caller, { ...target, ...request.body })),
});

const discard = removal({
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId',
  summary: 'Discards a draft: one’s own for 72 hours.',
  access: inWorkspace('item.delete'),
  params: CaseParams,
  remove: discardCase,
});

const purge = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/purge',
  summary: 'Removes a case for good, by its typed title.',
  access: inWorkspaceAnew('case.purge'),
  input: { params: CaseParams, body: PurgeRequest },
  reply: empty,
  rate: 'sensitive',
  discloses: [],
  handle: ({ caller, params, body }) => purgeCase(caller, { ...params, ...body }),
});

export const caseRoutes = [create, get, edit, move, owner, staff, discard, purge];
