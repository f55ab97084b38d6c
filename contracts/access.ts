import { z } from 'zod';

/** Everything a role may or may not do; one row of the role table each. */
export const ACTIONS = [
  'case.read',
  'case.read-unpublished',
  'case.create',
  'case.import',
  'case.edit',
  'case.submit',
  'case.review',
  'case.publish',
  'case.staff',
  'case.restrict',
  'case.comment',
  'case.purge',
  'evidence.add',
  'item.delete',
  'work.read',
  'work.create',
  'work.edit',
  'campaign.run',
  'campaign.delete',
  'form.publish',
  'form.delete',
  'stage.delete',
  'taxonomy.edit',
  'template.edit',
  'list.export',
  'workspace.export',
  'audit.read',
  'member.read',
  'member.manage',
  'member.erase',
  'token.manage',
  'workspace.edit',
  'workspace.secure',
  'workspace.retain',
  'billing.manage',
  'workspace.delete',
] as const;
export const Action = z.enum(ACTIONS);
export type Action = z.infer<typeof Action>;

/** The actions of this reader on this record: for showing and hiding, never for deciding (claim FC-14). */
export const Actions = z.array(Action).max(ACTIONS.length);

/** Why an action is refused; shown to whoever may know that the record exists. */
export const REFUSALS = [
  'role',
  'not-own',
  'own-case',
  'policy-off',
  'assigned-only',
  'above-rank',
  'grant',
  'scope',
] as const;
export const Refusal = z.enum(REFUSALS);
export type Refusal = z.infer<typeof Refusal>;

/** What a workspace decides about its roles: the P cells of the role table. */
export const Policies = z.strictObject({
  membersEditOthers: z.boolean(),
  viewersComment: z.boolean(),
  managersReview: z.boolean(),
  managersPublish: z.boolean(),
  membersWorkAll: z.boolean(),
  reviewersExportLists: z.boolean(),
  managersReadAudit: z.boolean(),
  reviewersReadAudit: z.boolean(),
});
export type Policies = z.infer<typeof Policies>;

/**
 * What an API token may be made for: a kind of record and what is done to it. Whatever is in no scope (security,
 * roles, tokens, retention, export of the whole, billing, deletion) asks for a person.
 */
export const SCOPE_ACTIONS = {
  'cases:read': ['case.read', 'case.read-unpublished'],
  'cases:create': ['case.create'],
  'cases:write': ['case.create', 'case.edit', 'case.submit', 'case.staff'],
  'cases:review': ['case.review', 'case.publish'],
  'comments:write': ['case.comment'],
  'evidence:write': ['evidence.add', 'item.delete'],
  'work:read': ['work.read'],
  'work:write': ['work.create', 'work.edit'],
  'members:read': ['member.read'],
  'templates:write': ['template.edit', 'taxonomy.edit'],
  'lists:export': ['list.export'],
  'audit:read': ['audit.read'],
} as const satisfies Record<string, readonly Action[]>;
export const Scope = z.enum(Object.keys(SCOPE_ACTIONS) as [Scope, ...Scope[]]);
export type Scope = keyof typeof SCOPE_ACTIONS;
/** What binds a token: an API token its scopes, a directory's token what directories do. */
export type ActingScope = Scope | 'scim';

/**
 * What a scope counts for nothing without: whoever changes a record is answered with it. What only files new cases
 * sees none.
 */
export const SCOPE_NEEDS: Readonly<Partial<Record<Scope, Scope>>> = {
  'cases:write': 'cases:read',
  'cases:review': 'cases:read',
  'comments:write': 'cases:read',
  'evidence:write': 'cases:read',
  'work:write': 'work:read',
};
