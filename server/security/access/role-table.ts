import type { Action, Policies } from '#contracts/access.ts';
import { RANK, ROLES, type Role } from '#contracts/common.ts';

export { ACTIONS, type Action, type Policies, type Refusal } from '#contracts/access.ts';
export { RANK, ROLES, type Role } from '#contracts/common.ts';

/**
 * `own`: only own or assigned. `policy`: where the workspace's policy for it is on. `own-or-policy`: own or
 * assigned always, others' by policy.
 */
export type Cell = 'yes' | 'own' | 'policy' | 'own-or-policy' | 'no';

type Row = readonly [owner: Cell, admin: Cell, manager: Cell, reviewer: Cell, member: Cell, viewer: Cell];

const ALL: Row = ['yes', 'yes', 'yes', 'yes', 'yes', 'yes'];
const ALL_BUT_VIEWER: Row = ['yes', 'yes', 'yes', 'yes', 'yes', 'no'];
const OWN_FOR_MEMBER: Row = ['yes', 'yes', 'yes', 'yes', 'own', 'no'];
const MANAGERS: Row = ['yes', 'yes', 'yes', 'no', 'no', 'no'];
const ADMINS: Row = ['yes', 'yes', 'no', 'no', 'no', 'no'];
const OWNER: Row = ['yes', 'no', 'no', 'no', 'no', 'no'];

/** Who may do what: the table of the product, once. Columns: Owner, Admin, Manager, Reviewer, Member, Viewer. */
const TABLE: Readonly<Record<Action, Row>> = {
  'case.read': ALL,
  'case.read-unpublished': OWN_FOR_MEMBER,
  'case.create': ALL_BUT_VIEWER,
  'case.import': MANAGERS,
  'case.edit': ['yes', 'yes', 'yes', 'yes', 'own-or-policy', 'no'],
  'case.submit': OWN_FOR_MEMBER,
  'case.review': ['yes', 'yes', 'policy', 'yes', 'no', 'no'],
  'case.publish': ['yes', 'yes', 'policy', 'yes', 'no', 'no'],
  'case.staff': MANAGERS,
  'case.restrict': ['yes', 'yes', 'yes', 'own', 'own', 'no'],
  'case.comment': ['yes', 'yes', 'yes', 'yes', 'yes', 'policy'],
  'case.purge': ADMINS,
  'evidence.add': ['yes', 'yes', 'yes', 'yes', 'own-or-policy', 'no'],
  'item.delete': ['yes', 'yes', 'yes', 'own', 'own', 'no'],
  'work.read': ALL,
  'work.create': ALL_BUT_VIEWER,
  'work.edit': ['yes', 'yes', 'yes', 'own', 'own-or-policy', 'no'],
  'campaign.run': MANAGERS,
  'campaign.delete': MANAGERS,
  'form.publish': MANAGERS,
  'form.delete': MANAGERS,
  'stage.delete': MANAGERS,
  'taxonomy.edit': ADMINS,
  'template.edit': ['yes', 'yes', 'yes', 'yes', 'no', 'no'],
  'list.export': ['yes', 'yes', 'yes', 'policy', 'no', 'no'],
  'workspace.export': ADMINS,
  'audit.read': ['yes', 'yes', 'policy', 'policy', 'no', 'no'],
  'member.read': ALL,
  'member.manage': ADMINS,
  'member.erase': OWNER,
  'token.manage': ADMINS,
  'workspace.edit': ADMINS,
  'workspace.secure': ADMINS,
  'workspace.retain': ADMINS,
  'billing.manage': OWNER,
  'workspace.delete': OWNER,
};

/** The policy behind every `policy` and `own-or-policy` cell. */
const POLICY: Readonly<Partial<Record<Action, Readonly<Partial<Record<Role, keyof Policies>>>>>> = {
  'case.edit': { member: 'membersEditOthers' },
  'evidence.add': { member: 'membersEditOthers' },
  'case.review': { manager: 'managersReview' },
  'case.publish': { manager: 'managersPublish' },
  'case.comment': { viewer: 'viewersComment' },
  'work.edit': { member: 'membersWorkAll' },
  'list.export': { reviewer: 'reviewersExportLists' },
  'audit.read': { manager: 'managersReadAudit', reviewer: 'reviewersReadAudit' },
};

export function cellOf(action: Action, role: Role): Cell {
  return TABLE[action][RANK.owner - RANK[role]] ?? 'no';
}

export function policyOf(action: Action, role: Role): keyof Policies | null {
  return POLICY[action]?.[role] ?? null;
}

/** The roles one may give or touch: none above one's own. */
export function rolesUpTo(role: Role): Role[] {
  return ROLES.filter((other) => RANK[other] <= RANK[role]);
}
