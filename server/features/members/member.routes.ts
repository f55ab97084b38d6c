import { z } from 'zod';
import { Id } from '#contracts/common.ts';
import {
  Invitation,
  InvitationAcceptance,
  InvitationAccepted,
  InvitationCreate,
  InvitationList,
  InvitationLookup,
  InvitationOffer,
  InvitationParams,
  Member,
  MemberPage,
  MemberParams,
  MemberPatch,
  MemberQuery,
  SuspensionRequest,
} from '#contracts/members.ts';
import { requireVersion } from '#server/http/if-match.ts';
import { removal } from '#server/http/removal.ts';
import { anyone, defineRoute, inWorkspace, inWorkspaceAnew, json, signedIn } from '#server/http/route.ts';
import { acceptInvitation, lookUpInvitation } from './accept-invitation.ts';
import { changeMember, reinstateMember, removeMember, suspendMember } from './change-member.ts';
import { cancelInvitation, inviteMember, listInvitations, resendInvitation } from './invite-member.ts';
import { listMembers } from './list-members.ts';

const BASE = '/api/v1/workspaces/:workspaceId';
const workspaceParams = z.strictObject({ workspaceId: Id });
const manage = inWorkspaceAnew('member.manage');

const list = defineRoute({
  method: 'POST',
  url: `${BASE}/members/query`,
  summary: 'Lists the members of the workspace.',
  access: inWorkspace('member.read'),
  input: { params: workspaceParams, body: MemberQuery },
  reply: json(MemberPage),
  rate: 'read',
  discloses: ['member.name', 'member.email'],
  handle: ({ caller, body }) => listMembers(caller, body),
});

const change = defineRoute({
  method: 'PATCH',
  url: `${BASE}/members/:userId`,
  summary: 'Changes the role of a member, or whether they see assigned records only.',
  access: manage,
  input: { params: MemberParams, body: MemberPatch },
  reply: json(Member),
  rate: 'sensitive',
  discloses: ['member.name', 'member.email'],
  reads: ['if-match'],
  handle: ({ caller, params, body, ifMatch }) =>
    changeMember(caller, { userId: params.userId, ...body, ifMatch: requireVersion(ifMatch) }),
});

const remove = removal({
  url: `${BASE}/members/:userId`,
  summary: 'Ends a membership; the cases stay.',
  access: manage,
  params: MemberParams,
  rate: 'sensitive',
  remove: removeMember,
});

const suspend = defineRoute({
  method: 'PUT',
  url: `${BASE}/members/:userId/suspension`,
  summary: 'Shuts a member out until reinstated.',
  access: manage,
  input: { params: MemberParams, body: SuspensionRequest },
  reply: json(Member),
  rate: 'sensitive',
  discloses: ['member.name', 'member.email'],
  handle: ({ caller, params }) => suspendMember(caller, params),
});

const reinstate = defineRoute({
  method: 'DELETE',
  url: `${BASE}/members/:userId/suspension`,
  summary: 'Lets a suspended member in again.',
  access: manage,
  input: { params: MemberParams },
  reply: json(Member),
  rate: 'sensitive',
  discloses: ['member.name', 'member.email'],
  handle: ({ caller, params }) => reinstateMember(caller, params),
});

const invitations = defineRoute({
  method: 'GET',
  url: `${BASE}/invitations`,
  summary: 'Lists the invitations that still wait.',
  access: inWorkspace('member.manage'),
  input: { params: workspaceParams },
  reply: json(InvitationList),
  rate: 'read',
  discloses: ['invitation.email'],
  handle: ({ caller }) => listInvitations(caller),
});

const invite = defineRoute({
  method: 'POST',
  url: `${BASE}/invitations`,
  summary: 'Invites someone by e-mail.',
  access: manage,
  input: { params: workspaceParams, body: InvitationCreate },
  reply: json(Invitation, 201),
  rate: 'sensitive',
  discloses: ['invitation.email'],
  handle: ({ caller, body }) => inviteMember(caller, body),
});

const resend = defineRoute({
  method: 'POST',
  url: `${BASE}/invitations/:invitationId/deliveries`,
  summary: 'Sends an invitation again.',
  access: manage,
  input: { params: InvitationParams },
  reply: json(Invitation),
  rate: 'sensitive',
  discloses: ['invitation.email'],
  handle: ({ caller, params }) => resendInvitation(caller, params),
});

const cancel = removal({
  url: `${BASE}/invitations/:invitationId`,
  summary: 'Cancels an invitation.',
  access: manage,
  params: InvitationParams,
  rate: 'sensitive',
  remove: cancelInvitation,
});

const lookUp = defineRoute({
  method: 'POST',
  url: '/api/v1/invitations/lookup',
  summary: 'Tells the holder of an invitation link what it is for.',
  access: anyone,
  input: { body: InvitationLookup },
  reply: json(InvitationOffer),
  rate: 'sign_in',
  discloses: ['invitation.email', 'workspace.name'],
  handle: ({ caller, body }) => lookUpInvitation(caller.services, body.token),
});

const accept = defineRoute({
  method: 'POST',
  url: '/api/v1/invitations/acceptances',
  summary: 'Joins a workspace by invitation.',
  access: signedIn,
  input: { body: InvitationAcceptance },
  reply: json(InvitationAccepted, 201),
  rate: 'sensitive',
  discloses: [],
  handle: ({ caller, body }) => acceptInvitation(caller, body),
});

export const memberRoutes = [
  list,
  change,
  remove,
  suspend,
  reinstate,
  invitations,
  invite,
  resend,
  cancel,
  lookUp,
  accept,
];
