import type { ActingScope } from '#contracts/access.ts';
import {
  ACTIONS,
  type Action,
  cellOf,
  type Policies,
  policyOf,
  RANK,
  type Refusal,
  type Role,
} from './role-table.ts';
import { scopesAllow } from './scopes.ts';

/**
 * As much of the actor as a decision reads. `assignedOnly` is the flag of the membership; `scopes` are those of a
 * token that acts in the member's name, null for the person.
 */
export interface ActingMember {
  readonly role: Role;
  readonly assignedOnly: boolean;
  readonly scopes: readonly ActingScope[] | null;
}

export type GrantLevel = 'read' | 'comment' | 'edit';

/** How the actor stands to the record that the action is about. */
export interface Relation {
  /** Answers for it now. */
  readonly own: boolean;
  /** Made it: no right by itself, but never a second pair of eyes. */
  readonly authored?: boolean;
  /** Sits in one of its staff slots, or it is given to them. */
  readonly assigned: boolean;
  /** Whether the record is restricted, and what the actor was granted on it. */
  readonly restricted: boolean;
  readonly grant: GrantLevel | null;
}

/** What an action is about: nothing in particular, a record, or a person who has or shall have a role. */
export type About = null | Relation | { readonly role: Role };

export type Decision = { readonly allow: true } | { readonly allow: false; readonly reason: Refusal };

/** These need a second pair of eyes: no rank lifts that. */
export const NEVER_OWN: ReadonlySet<Action> = new Set(['case.review']);

const GRANT_RANK: Readonly<Record<GrantLevel, number>> = { read: 1, comment: 2, edit: 3 };

/** What a grant must at least say for an action on a restricted record; all others need `edit`. */
const GRANT_NEEDED: Readonly<Partial<Record<Action, GrantLevel>>> = {
  'case.read': 'read',
  'case.read-unpublished': 'read',
  'case.comment': 'comment',
  'case.review': 'comment',
  'item.delete': 'comment',
};

/**
 * May this member do this? Pure: visibility is the database's, the state of a record is its domain's, this
 * is the role table with a token's scopes, restriction, the assigned-only flag and the rule of rank.
 */
export function decide(actor: ActingMember, action: Action, about: About, policies: Policies): Decision {
  const cell = cellOf(action, actor.role);
  if (cell === 'no') return deny('role');
  if (!scopesAllow(actor.scopes, action)) return deny('scope');
  if (about && 'role' in about) {
    if (RANK[about.role] > RANK[actor.role]) return deny('above-rank');
    return cell === 'yes' ? ALLOW : deny('role');
  }
  const barrier = about && recordBarrier(actor, action, about);
  if (barrier) return deny(barrier);
  const mine = about !== null && isMine(about);
  if (cell === 'yes' || (mine && cell !== 'policy')) return ALLOW;
  if (cell === 'own') return deny('not-own');
  const policy = policyOf(action, actor.role);
  return policy !== null && policies[policy] ? ALLOW : deny('policy-off');
}

/**
 * The relation for deleting an item of a record: only whoever made the item has it as their own. What lets one
 * in to the record, a staff slot or a grant, does not make the item theirs; it still has to let them in.
 */
export function relationToItem(record: Relation, own: boolean): Relation {
  const grant = record.grant === 'edit' ? 'comment' : record.grant;
  return { ...record, own, assigned: false, grant };
}

/** Every action open to this member on this record. */
export function actionsOn(actor: ActingMember, about: About, policies: Policies): Action[] {
  return ACTIONS.filter((action) => decide(actor, action, about, policies).allow);
}

function recordBarrier(actor: ActingMember, action: Action, about: Relation): Refusal | null {
  if ((about.own || about.authored === true) && NEVER_OWN.has(action)) return 'own-case';
  if (RANK[actor.role] >= RANK.admin) return null;
  if (about.restricted && !grantCovers(about.grant, action)) return 'grant';
  if (actor.assignedOnly && !isMine(about) && about.grant === null) return 'assigned-only';
  return null;
}

function grantCovers(grant: GrantLevel | null, action: Action): boolean {
  return grant !== null && GRANT_RANK[grant] >= GRANT_RANK[GRANT_NEEDED[action] ?? 'edit'];
}

function isMine(about: Relation): boolean {
  return about.own || about.assigned || about.grant === 'edit';
}

const ALLOW: Decision = { allow: true };
const deny = (reason: Refusal): Decision => ({ allow: false, reason });
