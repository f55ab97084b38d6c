import { ActivityPage, ActivityQuery, ActivityWrite } from '#contracts/activity.ts';
import { CaseAccess, Restriction, RestrictionWrite, WhatIf, WhatIfAnswer } from '#contracts/case-access.ts';
import { CaseLink, CaseLinkCreate, CaseLinkList, CaseLinkParams } from '#contracts/case-links.ts';
import { CaseParams } from '#contracts/common.ts';
import { removal } from '#server/http/removal.ts';
import { defineRoute, empty, inWorkspace, json } from '#server/http/route.ts';
import { getRestriction, whatIf, whoSees } from './case-access.reads.ts';
import { getLinks, linkCases, unlinkCases } from './link-cases.ts';
import { liftRestriction, restrictCase } from './restrict-case.ts';
import { getTimeline, writeNote } from './timeline.ts';
import { refusingLostUpdates } from './version-conflict.ts';

const links = defineRoute({
  method: 'GET',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/links',
  summary: 'Lists the links of a case to others the reader may see.',
  access: inWorkspace('case.read'),
  input: { params: CaseParams },
  reply: json(CaseLinkList),
  rate: 'read',
  discloses: ['title'],
  handle: ({ caller, params }) => getLinks(caller, params.caseId),
});

const link = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/links',
  summary: 'Links a case to another one.',
  access: inWorkspace('case.edit'),
  input: { params: CaseParams, body: CaseLinkCreate },
  reply: json(CaseLink, 201),
  rate: 'write',
  discloses: ['title'],
  handle: ({ caller, params, body }) => linkCases(caller, { ...body, caseId: params.caseId }),
});

const unlink = removal({
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/links/:linkId',
  summary: 'Removes a link from the case that holds it.',
  access: inWorkspace('case.edit'),
  params: CaseLinkParams,
  remove: unlinkCases,
});

const access = defineRoute({
  method: 'GET',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/access',
  summary: 'Tells who else can see a case, and why.',
  access: inWorkspace('case.read'),
  input: { params: CaseParams },
  reply: json(CaseAccess),
  rate: 'read',
  discloses: ['grants'],
  handle: ({ caller, params }) => whoSees(caller, params.caseId),
});

const accessIf = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/access/what-if',
  summary:
    'Tells what a member would see of a case, and may do, if they stood otherwise; nothing is changed.',
  access: inWorkspace('member.manage'),
  input: { params: CaseParams, body: WhatIf },
  reply: json(WhatIfAnswer),
  rate: 'read',
  discloses: ['grants'],
  handle: ({ caller, params, body }) => whatIf(caller, { ...body, caseId: params.caseId }),
});

const restriction = defineRoute({
  method: 'GET',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/restriction',
  summary: 'Shows whether a case is restricted, and to whom.',
  access: inWorkspace('case.read'),
  input: { params: CaseParams },
  reply: json(Restriction),
  rate: 'read',
  discloses: ['grants'],
  handle: ({ caller, params }) => getRestriction(caller, params.caseId),
});

const restrict = defineRoute({
  method: 'PUT',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/restriction',
  summary: 'Restricts a case to those granted.',
  access: inWorkspace('case.restrict'),
  input: { params: CaseParams, body: RestrictionWrite },
  reply: json(Restriction),
  rate: 'write',
  discloses: ['grants'],
  reads: ['if-match'],
  async handle({ caller, params: { caseId }, body, ifMatch }) {
    const change = { ...body, caseId, expected: ifMatch };
    await refusingLostUpdates(caller, caseId, ifMatch, () => restrictCase(caller, change));
    return getRestriction(caller, caseId);
  },
});

const lift = removal({
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/restriction',
  summary: 'Lifts the restriction of a case.',
  access: inWorkspace('case.restrict'),
  params: CaseParams,
  reads: ['if-match'],
  remove: (caller, { caseId }, expected) =>
    refusingLostUpdates(caller, caseId, expected, () => liftRestriction(caller, { caseId, expected })),
});

const timeline = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/activity/query',
  summary: 'Lists the timeline of a case, newest first.',
  access: inWorkspace('case.read'),
  input: { params: CaseParams, body: ActivityQuery },
  reply: json(ActivityPage),
  rate: 'read',
  discloses: ['text'],
  handle: ({ caller, params, body }) => getTimeline(caller, params.caseId, body),
});

const note = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces/:workspaceId/cases/:caseId/activity',
  summary: 'Writes down a note, a call or an e-mail.',
  access: inWorkspace('case.comment'),
  input: { params: CaseParams, body: ActivityWrite },
  reply: empty,
  rate: 'write',
  discloses: [],
  handle: ({ caller, params, body }) => writeNote(caller, { ...body, caseId: params.caseId }),
});

export const caseFileRoutes = [
  links,
  link,
  unlink,
  access,
  accessIf,
  restriction,
  restrict,
  lift,
  timeline,
  note,
];
