import { RANK, type Role } from '#contracts/common.ts';

/** As much of a membership as the invariants read. */
export interface Standing {
  readonly userId: string;
  readonly role: Role;
}

/**
 * `grant` covers every way to come in with a role that somebody here gives: invitation, acceptance on someone's behalf, SSO
 * mapping, provisioning. An import of cases gives none; that of a workspace makes another one, with the roles that its archive
 * tells, and is for the operator alone. `activeOwners` counts the workspace's active owners, the target included.
 */
export type MembershipChange =
  | { readonly kind: 'grant'; readonly role: Role }
  | {
      readonly kind: 're-role';
      readonly target: Standing;
      readonly role: Role;
      readonly activeOwners: number;
    }
  | { readonly kind: 'narrow'; readonly target: Standing }
  | { readonly kind: 'suspend'; readonly target: Standing; readonly activeOwners: number }
  | { readonly kind: 'reinstate'; readonly target: Standing }
  | { readonly kind: 'remove'; readonly target: Standing; readonly activeOwners: number }
  | { readonly kind: 'depart'; readonly target: Standing; readonly activeOwners: number };

export type MembershipRefusal = 'role' | 'above-rank' | 'own-membership' | 'last-owner';

/**
 * The invariants of membership, asked at every entry point: nobody changes their own role, gives a role
 * above their own or touches someone above them, and the last owner stays. Returns the refusal, or null.
 */
export function refuseMembershipChange(actor: Standing, change: MembershipChange): MembershipRefusal | null {
  if (change.kind === 'grant') return refuseRole(actor, change.role);
  const { target } = change;
  const self = target.userId === actor.userId;
  if (self && change.kind !== 'remove') return 'own-membership';
  const refused = self ? null : refuseRole(actor, target.role);
  if (refused) return refused;
  if (change.kind === 're-role' && RANK[change.role] > RANK[actor.role]) return 'above-rank';
  return takesLastOwner(change) ? 'last-owner' : null;
}

function refuseRole(actor: Standing, role: Role): MembershipRefusal | null {
  if (RANK[actor.role] < RANK.admin) return 'role';
  return RANK[role] > RANK[actor.role] ? 'above-rank' : null;
}

function takesLastOwner(change: Exclude<MembershipChange, { kind: 'grant' }>): boolean {
  if (!('activeOwners' in change) || change.target.role !== 'owner') return false;
  if (change.kind === 're-role' && change.role === 'owner') return false;
  return change.activeOwners <= 1;
}
