import type { StaffWrite } from '#contracts/cases.ts';
import { RANK } from '#contracts/common.ts';
import { findActiveMembers } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command } from '#server/security/command.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { addActivity } from './activity.store.ts';
import { losesSight, relationTo } from './case.policy.ts';
import { updateCase } from './case.store.ts';
import { lockOf } from './case.ts';
import type { CaseRecord } from './case-record.ts';
import { type CaseAndType, loadCaseAndType } from './edit-case.ts';
import { grantToOwner } from './grant.store.ts';
import { writeStaff } from './staff.store.ts';
import { assertVersion } from './version-conflict.ts';

interface Assignment {
  readonly caseId: string;
  readonly expected: number | undefined;
}

function assertOpen({ record, type }: CaseAndType, expected: number | undefined): void {
  assertVersion(record, expected);
  if (lockOf(type, record) === 'all') throw new AppError('locked');
}

function assertStaysInSight(actor: Actor, record: CaseRecord): void {
  if (losesSight(actor, record)) throw new AppError('conflict', { details: { reason: 'out-of-sight' } });
}

/** Someone else answers for the case from now on. Not while it is in review: nobody approves their own. */
export const changeOwner = command({
  action: 'case.staff',
  load: (tx, { caseId }: Assignment & { ownerId: string }, actor, scope) =>
    loadCaseAndType(tx, scope, actor, caseId),
  about: (actor, { record }: CaseAndType) => relationTo(actor.userId, record),
  rules(actor, target, { expected, ownerId }) {
    assertOpen(target, expected);
    assertStaysInSight(actor, { ...target.record, ownerId });
  },
  async run({ tx, actor, permit, target: { record }, scope, audit, emit }, { caseId, ownerId }) {
    await assertMayOwn(tx, ownerId);
    if (record.restricted) await grantToOwner(tx, permit, actor, caseId, ownerId);
    const version = await updateCase(tx, permit, scope, actor.workspaceId, record, { ownerId });
    await addActivity(tx, scope, actor, { caseId, kind: 'owner-changed', version });
    audit({ action: 'case.owner-changed', targetKind: 'case', targetId: caseId, fields: ['owner'] });
    emit({ topic: 'case.changed', targetId: caseId });
  },
});

/** @throws AppError invalid_field unless this is an active member who may answer for a case. */
export async function assertMayOwn(tx: TenantTx, ownerId: string): Promise<void> {
  const member = (await findActiveMembers(tx, [ownerId])).get(ownerId);
  if (!member || RANK[member.role] < RANK.member)
    throw new AppError('invalid_field', { field: 'ownerId', message: 'This person cannot own a case here.' });
}

/** Fills the staff slots anew. */
export const assignStaff = command({
  action: 'case.staff',
  load: (tx, { caseId }: Assignment & StaffWrite, actor, scope) => loadCaseAndType(tx, scope, actor, caseId),
  about: (actor, { record }: CaseAndType) => relationTo(actor.userId, record),
  rules(actor, target, { expected, seats }) {
    assertOpen(target, expected);
    const iAmStaff = seats.some((seat) => seat.userId === actor.userId);
    assertStaysInSight(actor, { ...target.record, iAmStaff });
    const slots = new Set(target.type.slots.map((slot) => slot.key));
    const at = seats.findIndex((seat) => !slots.has(seat.slot));
    if (at >= 0)
      throw new AppError('invalid_field', {
        field: `seats.${at}.slot`,
        message: 'This type has no such slot.',
      });
  },
  async run({ tx, actor, permit, target: { record }, scope, audit, emit }, { caseId, seats }) {
    const members = await findActiveMembers(
      tx,
      seats.map((seat) => seat.userId),
    );
    const at = seats.findIndex((seat) => !members.has(seat.userId));
    if (at >= 0)
      throw new AppError('invalid_field', {
        field: `seats.${at}.userId`,
        message: 'There is no such member.',
      });
    await writeStaff(tx, permit, actor.workspaceId, caseId, seats);
    const version = await updateCase(tx, permit, scope, actor.workspaceId, record, {});
    await addActivity(tx, scope, actor, { caseId, kind: 'staff-changed', version });
    audit({ action: 'case.staff-changed', targetKind: 'case', targetId: caseId, fields: ['staff'] });
    emit({ topic: 'case.changed', targetId: caseId });
  },
});
