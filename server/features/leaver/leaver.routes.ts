import { WorkspaceParams } from '#contracts/common.ts';
import {
  DepartureList,
  DepartureParams,
  DeparturePreview,
  DepartureReceipt,
  DepartureRequest,
  KeptReceipt,
} from '#contracts/leaver.ts';
import { MemberParams } from '#contracts/members.ts';
import { defineRoute, inWorkspace, inWorkspaceAnew, json, stream } from '#server/http/route.ts';
import { depart } from './depart.ts';
import { previewDeparture } from './preview-departure.ts';
import { listDepartures, printReceipt, readReceipt } from './read-receipts.ts';

const BASE = '/api/v1/workspaces/:workspaceId';

const preview = defineRoute({
  method: 'GET',
  url: `${BASE}/members/:userId/departure`,
  summary: 'Tells what a departure would move and end.',
  access: inWorkspace('member.manage'),
  input: { params: MemberParams },
  reply: json(DeparturePreview),
  rate: 'read',
  discloses: ['member.factors', 'token.name'],
  handle: ({ caller, params }) => previewDeparture(caller, params.userId),
});

const leave = defineRoute({
  method: 'POST',
  url: `${BASE}/members/:userId/departure`,
  summary: 'Shuts a leaver out, hands over what they own, and tries every old way in.',
  access: inWorkspaceAnew('member.manage'),
  input: { params: MemberParams, body: DepartureRequest },
  reply: json(DepartureReceipt, 201),
  rate: 'sensitive',
  discloses: [],
  handle: ({ caller, params, body }) => depart(caller, { ...body, userId: params.userId }),
});

const list = defineRoute({
  method: 'GET',
  url: `${BASE}/departures`,
  summary: 'Lists who departed, the newest first.',
  access: inWorkspace('member.manage'),
  input: { params: WorkspaceParams },
  reply: json(DepartureList),
  rate: 'read',
  discloses: ['member.name'],
  handle: ({ caller }) => listDepartures(caller),
});

const receipt = defineRoute({
  method: 'GET',
  url: `${BASE}/departures/:departureId`,
  summary: 'Gives the receipt of a departure as it was written, with its signature.',
  access: inWorkspace('member.manage'),
  input: { params: DepartureParams },
  reply: json(KeptReceipt),
  rate: 'read',
  discloses: [],
  handle: ({ caller, params }) => readReceipt(caller, params.departureId),
});

const print = defineRoute({
  method: 'GET',
  url: `${BASE}/departures/:departureId/receipt.pdf`,
  summary: 'Gives the receipt of a departure as a page to read.',
  access: inWorkspace('member.manage'),
  input: { params: DepartureParams },
  reply: stream('application/pdf'),
  rate: 'read',
  discloses: ['member.name'],
  handle: async ({ caller, params, reply }) => {
    const page = await printReceipt(caller, params.departureId);
    return reply
      .header('content-type', 'application/pdf')
      .header('content-length', page.length)
      .header('content-disposition', `attachment; filename="departure-${params.departureId}.pdf"`)
      .send(page);
  },
});

export const leaverRoutes = [preview, leave, list, receipt, print];
