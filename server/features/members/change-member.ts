import type { AuditActionName } from '#contracts/audit-actions.ts';
import type { Member, MemberPatch } from '#contracts/members.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command, type Step } from '#server/security/command.ts';
import { assertSeen, type FromVersion } from '#server/security/seen-version.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import {
  countActiveOwners,
  lockMember,
  type MemberRow,
  membersLastSeen,
  updateMember,
} from './member.store.ts';
import { type MembershipChange, type MembershipRefusal, refuseMembershipChange } from './member.ts';
import { memberView } from './member.view.ts';

/** A member with what the rules about them ask. */
export interface Target {
  readonly row: MemberRow;
  readonly activeOwners: number;
}

/** Locked, with the owners. */
export async function loadTarget(tx: TenantTx, { userId }: { userId: string }): Promise<Target | undefined> {
  const row = await lockMember(tx, userId);
  return row === undefined ? undefined : { row, activeOwners: await countActiveOwners(tx) };
}

// The rank rules live in one function, asked below; the role table only says who manages members at all.
const about = () => null;

/** Changes the role of a member, or whether they see assigned records only. In force on their next request. */
export const changeMember = command({
  action: 'member.manage',
  load: (tx, input: { userId: string } & MemberPatch & FromVersion) => loadTarget(tx, input),
  about,
  rules(actor, target, { role, ifMatch }) {
    assertPresent(target);
    if (role === undefined) assertMay(actor, { kind: 'narrow', target: standing(target) });
    else
      assertMay(actor, {
        kind: 're-role',
        target: standing(target),
        role,
        activeOwners: target.activeOwners,
      });
    assertSeen(target.row, { ifMatch });
  },
  run: (step, change) => reRole(step, change),
});

/** Writes another role, or whether they see assigned records only; whoever calls has asked `assertMay`. */
export async function reRole(
  step: Step<'member.manage', Target>,
  { role, assignedOnly }: MemberPatch,
): Promise<Member> {
  const { row } = step.target;
  const change = {
    ...(role !== undefined && { role }),
    ...(assignedOnly !== undefined && { assigned_only: assignedOnly }),
  };
  await updateMember(step.tx, step.permit, row.user_id, change);
  step.audit({
    action: 'member.changed',
    targetKind: 'member',
    targetId: row.user_id,
    fields: Object.keys(change),
    detail: { from: row.role, to: role ?? row.role },
  });
  return changed(step);
}

/** Shuts a member out until reinstated; nothing of theirs is lost. */
export const suspendMember = command({
  action: 'member.manage',
  load: loadTarget,
  about,
  rules(actor, target, _input: { userId: string }) {
    assertPresent(target);
    assertMay(actor, { kind: 'suspend', target: standing(target), activeOwners: target.activeOwners });
  },
  run: (step) => setState(step, 'suspended', 'member.suspended'),
});

export const reinstateMember = command({
  action: 'member.manage',
  load: loadTarget,
  about,
  rules(actor, target, _input: { userId: string }) {
    if (target.row.state !== 'suspended')
      throw new AppError('conflict', { message: 'This member is not suspended.' });
    assertMay(actor, { kind: 'reinstate', target: standing(target) });
  },
  run: (step) => setState(step, 'active', 'member.reinstated'),
});

/** Ends a membership. The cases stay (claim FTS-26). */
export const removeMember = command({
  action: 'member.manage',
  load: loadTarget,
  about,
  rules(actor, target, _input: { userId: string }) {
    assertPresent(target);
    assertMay(actor, { kind: 'remove', target: standing(target), activeOwners: target.activeOwners });
  },
  run: removeTarget,
});

/** Ends the membership; whoever calls has asked `assertMay`. */
export async function removeTarget(step: Step<'member.manage', Target>): Promise<void> {
  await setState(step, 'removed', 'member.removed');
}

async function setState(
  step: Step<'member.manage', Target>,
  state: 'active' | 'suspended' | 'removed',
  action: AuditActionName,
): Promise<Member> {
  const { row } = step.target;
  await updateMember(step.tx, step.permit, row.user_id, { state });
  step.audit({
    action,
    targetKind: 'member',
    targetId: row.user_id,
    fields: ['state'],
    detail: { role: row.role },
  });
  return changed(step);
}

async function changed({ tx, actor, scope, target, emit }: Step<'member.manage', Target>): Promise<Member> {
  emit({ topic: 'members.changed', targetId: target.row.user_id });
  const row = await lockMember(tx, target.row.user_id);
  if (row === undefined) throw new AppError('not_found');
  return memberView(row, {
    actor,
    scope,
    lastSeen: await membersLastSeen(tx),
    activeOwners: await countActiveOwners(tx),
  });
}

function standing({ row }: Target) {
  return { userId: row.user_id, role: row.role };
}

export function assertPresent({ row }: Target): void {
  if (row.state === 'removed') throw new AppError('conflict', { message: 'This member was removed.' });
}

/** Throws what the invariants of membership say no to. */
export function assertMay(actor: Actor, change: MembershipChange): void {
  const refusal = refuseMembershipChange(actor, change);
  if (refusal === null) return;
  if (refusal === 'last-owner') {
    throw new AppError('conflict', {
      message: 'A workspace keeps at least one owner.',
      details: { reason: refusal },
    });
  }
  throw new AppError('forbidden', { message: sentences[refusal], details: { reason: refusal } });
}

const sentences: Record<Exclude<MembershipRefusal, 'last-owner'>, string> = {
  role: 'Only Admins and Owners manage members.',
  'above-rank': 'Nobody grants a role above their own or changes someone above them.',
  'own-membership': 'Nobody changes their own role.',
};
