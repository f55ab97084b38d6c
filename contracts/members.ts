import { z } from 'zod';
import { Email, Id, line, page, paging, Role, Timestamp, Version } from './common.ts';

export const MemberStatus = z.enum(['active', 'suspended', 'removed']);
export type MemberStatus = z.infer<typeof MemberStatus>;

/** `email` and `lastSeenAt` are null for readers who do not manage members. */
export const Member = z.strictObject({
  userId: Id,
  name: z.string().max(120),
  email: Email.nullable(),
  role: Role,
  status: MemberStatus,
  assignedOnly: z.boolean(),
  joinedAt: Timestamp,
  lastSeenAt: Timestamp.nullable(),
  /** Roles this reader may give this member; empty when none. */
  grantable: z.array(Role).max(6),
  version: Version,
});
export type Member = z.infer<typeof Member>;

/** POST /workspaces/:workspaceId/members/query */
export const MemberQuery = z.strictObject({ ...paging, status: z.array(MemberStatus).max(3).optional() });
export type MemberQuery = z.infer<typeof MemberQuery>;
export const MemberPage = page(Member);
export type MemberPage = z.infer<typeof MemberPage>;

export const MemberParams = z.strictObject({ workspaceId: Id, userId: Id });

/**
 * PATCH /workspaces/:workspaceId/members/:userId with If-Match. DELETE on the same address removes; the member's cases
 * stay. Replies `Member`.
 */
export const MemberPatch = z.strictObject({
  role: Role.optional(),
  assignedOnly: z.boolean().optional(),
});
export type MemberPatch = z.infer<typeof MemberPatch>;

/** PUT and DELETE /workspaces/:workspaceId/members/:userId/suspension */
export const SuspensionRequest = z.strictObject({ reason: line(500).optional() });
export type SuspensionRequest = z.infer<typeof SuspensionRequest>;

export const InvitationState = z.enum(['pending', 'accepted', 'cancelled', 'expired']);
export const Invitation = z.strictObject({
  id: Id,
  email: Email,
  role: Role,
  state: InvitationState,
  invitedBy: z.string().max(120),
  createdAt: Timestamp,
  expiresAt: Timestamp,
});
export type Invitation = z.infer<typeof Invitation>;

/** GET /workspaces/:workspaceId/invitations: those that still wait, newest first. */
export const InvitationList = z.strictObject({ items: z.array(Invitation).max(200) });
export type InvitationList = z.infer<typeof InvitationList>;

/** POST /workspaces/:workspaceId/invitations. Replies `Invitation`; the token is only in the mail. */
export const InvitationCreate = z.strictObject({ email: Email, role: Role });
export type InvitationCreate = z.infer<typeof InvitationCreate>;

/** POST …/invitations/:invitationId/deliveries sends it again; DELETE …/invitations/:invitationId cancels. */
export const InvitationParams = z.strictObject({ workspaceId: Id, invitationId: Id });

const InvitationToken = z.string().regex(/^[A-Za-z0-9_-]{20,128}$/);

/** POST /invitations/lookup: what the holder of the link is invited to. */
export const InvitationLookup = z.strictObject({ token: InvitationToken });
export type InvitationLookup = z.infer<typeof InvitationLookup>;
export const InvitationOffer = z.strictObject({
  workspaceName: z.string().max(120),
  email: Email,
  role: Role,
  invitedBy: z.string().max(120),
  expiresAt: Timestamp,
});
export type InvitationOffer = z.infer<typeof InvitationOffer>;

/** POST /invitations/acceptances, signed in (by code) as the very address invited. */
export const InvitationAcceptance = z.strictObject({ token: InvitationToken, name: line(120) });
export type InvitationAcceptance = z.infer<typeof InvitationAcceptance>;
export const InvitationAccepted = z.strictObject({ workspaceId: Id });
export type InvitationAccepted = z.infer<typeof InvitationAccepted>;
