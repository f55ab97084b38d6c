import { z } from 'zod';
import { Id, Person, Role, Timestamp } from './common.ts';

export const GrantLevel = z.enum(['read', 'comment', 'edit']);
export type GrantLevel = z.infer<typeof GrantLevel>;

export const Grant = z.strictObject({ person: Person, level: GrantLevel, expiresAt: Timestamp.nullable() });
export type Grant = z.infer<typeof Grant>;

/** GET /workspaces/:workspaceId/cases/:caseId/restriction */
export const Restriction = z.strictObject({
  restricted: z.boolean(),
  grants: z.array(Grant).max(200),
  /** Those on the staff who do not see the case: a seat opens no restricted one. */
  unseeingStaff: z.array(Person).max(200),
});
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

/** What someone may do with a case: `read` to `edit`, each decided apart. */
const May = z.array(GrantLevel).max(3);

/** Why someone sees a case, and what they may do there. No reason: they do not see it. */
export const Sight = z.strictObject({ reasons: z.array(AccessReason).max(20), may: May });
export type Sight = z.infer<typeof Sight>;

/** A token that reaches a case, in the name of its maker and never above them. */
const TokenAccess = Sight.extend({
  id: Id,
  name: z.string().max(120),
  maker: Person,
  role: Role,
  expiresAt: Timestamp,
});

/**
 * What reaches a case around all roles. `root-key`: whoever runs the installation holds the root key and the
 * database. `background-work`: the server itself, for files, mails that are due and clean-up.
 */
export const OperatorPath = z.enum(['root-key', 'background-work']);
export type OperatorPath = z.infer<typeof OperatorPath>;

/** GET /workspaces/:workspaceId/cases/:caseId/access: who else can see this, and why; nobody is left out. */
export const CaseAccess = z.strictObject({
  people: z.array(Sight.extend({ person: Person, role: Role })).max(10_000),
  tokens: z.array(TokenAccess).max(10_000),
  operator: z.array(OperatorPath).max(OperatorPath.options.length),
});
export type CaseAccess = z.infer<typeof CaseAccess>;

/**
 * POST /workspaces/:workspaceId/cases/:caseId/access/what-if: the same question as if this member stood otherwise.
 * Nothing is changed. What is left out stays as it is.
 */
export const WhatIf = z.strictObject({
  userId: Id,
  role: Role.optional(),
  assignedOnly: z.boolean().optional(),
  withoutGrant: z.boolean().optional(),
});
export type WhatIf = z.infer<typeof WhatIf>;

/** `wouldBe`: as asked; `now`: as it is. */
export const WhatIfAnswer = z.strictObject({ person: Person, now: Sight, wouldBe: Sight });
export type WhatIfAnswer = z.infer<typeof WhatIfAnswer>;
