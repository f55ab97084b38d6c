import { z } from 'zod';
import { Id, Person, Role, Timestamp } from './common.ts';

export const GrantLevel = z.enum(['read', 'comment', 'edit']);
export type GrantLevel = z.infer<typeof GrantLevel>;

export const Grant = z.strictObject({ person: Person, level: GrantLevel, expiresAt: Timestamp.nullable() });
export type Grant = z.infer<typeof Grant>;

/** GET /workspaces/:workspaceId/cases/:caseId/restriction */
export const Restriction = z.strictObject({ restricted: z.boolean(), grants: z.array(Grant).max(200) });
export type Restriction = z.infer<typeof Restriction>;

/**
 * PUT on the same address: from now on only these people, the case's owner, and the workspace's Owner and
 * Admins see the case. DELETE lifts it. Both reply `Restriction`.
 */
export const RestrictionWrite = z.strictObject({
  grants: z
    .array(z.strictObject({ userId: Id, level: GrantLevel, expiresAt: Timestamp.nullable() }))
    .max(200),
});
export type RestrictionWrite = z.infer<typeof RestrictionWrite>;

/** Why someone sees a case: the role, being its owner or on its staff, or a grant. */
export const AccessReason = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('role'), role: Role }),
  z.strictObject({ kind: z.literal('owner') }),
  z.strictObject({ kind: z.literal('staff'), slot: z.string().max(60) }),
  z.strictObject({ kind: z.literal('grant'), level: GrantLevel, expiresAt: Timestamp.nullable() }),
]);
export type AccessReason = z.infer<typeof AccessReason>;

/** GET /workspaces/:workspaceId/cases/:caseId/access: who else can see this, and why; nobody is left out. */
export const CaseAccess = z.strictObject({
  people: z
    .array(z.strictObject({ person: Person, role: Role, reasons: z.array(AccessReason).min(1).max(20) }))
    .max(10_000),
});
export type CaseAccess = z.infer<typeof CaseAccess>;
