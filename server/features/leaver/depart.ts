import { RANK } from '#contracts/common.ts';
import type { DepartureReceipt, DepartureRequest } from '#contracts/leaver.ts';
import { endTokensOf } from '#server/features/api-tokens/index.ts';
import { addActivity } from '#server/features/cases/index.ts';
import {
  assertMay,
  findActiveMembers,
  loadTarget,
  openPerson,
  updateMember,
} from '#server/features/members/index.ts';
import { handOverReviews } from '#server/features/reviews/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { leaveToSign } from '#server/security/audit/records.store.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command, type Step } from '#server/security/command.ts';
import { newId, sha256 } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { countHoldings, endHoldings, keepReceipt, tryDoor } from './departure.store.ts';
import { type Handover, moveOwnedCases, moveOwnedContacts, moveSeats, moveViews } from './handover.store.ts';

type Leaving = DepartureRequest & { readonly userId: string };
type Leave = Step<'member.manage', unknown>;
type Departed = Pick<DepartureReceipt, 'id' | 'done'>;

/**
 * Someone leaves: all that let them in ends, what they own goes to the heir, and then every old way in is tried at
 * the door itself. The receipt is kept and signed, and its digest is in the audit log.
 */
export async function depart(caller: WorkspaceCaller, input: Leaving): Promise<DepartureReceipt> {
  const departed = await shutOut(caller, input);
  return writeReceipt(caller, { ...input, ...departed });
}

const shutOut = command({
  action: 'member.manage',
  load: (tx, { userId }: Leaving) => loadTarget(tx, { userId }),
  about: () => null,
  rules(actor, { row, activeOwners }) {
    if (row.state === 'removed') throw new AppError('conflict', { message: 'This member was removed.' });
    assertMay(actor, { kind: 'depart', target: { userId: row.user_id, role: row.role }, activeOwners });
  },
  async run(step, { userId, heirId, confirm, keepTokenIds }): Promise<Departed> {
    const { tx, actor, permit, scope, target } = step;
    if (confirm !== openPerson(scope, userId, target.row.sealed_profile).name)
      throw new AppError('invalid_field', { field: 'confirm', message: 'This is another name.' });
    await assertHeir(tx, userId, heirId);
    const holdings = await countHoldings(tx, userId);
    const tokens = await endTokensOf(tx, permit, userId, keepTokenIds);
    const reviews = await handOver(step, { userId, heirId, byId: actor.userId });
    await updateMember(tx, permit, userId, { state: 'removed' });
    const views = await moveViews(tx, permit, { userId, heirId });
    const done = { ...holdings, ...reviews, ...tokens, ...views, ...(await endHoldings(tx, permit, userId)) };
    step.audit({
      action: 'member.departed',
      targetKind: 'member',
      targetId: userId,
      fields: ['state'],
      detail: done,
    });
    step.emit({ topic: 'members.changed', targetId: userId });
    if (holdings.contacts > 0) step.emit({ topic: 'contacts.changed', targetId: actor.workspaceId });
    step.emit({ topic: 'workspace.changed', targetId: actor.workspaceId });
    return { id: newId(), done };
  },
});

/** Cases, contacts, staff slots and open reviews go to the heir; a review that is not theirs to decide stays, and is counted. */
async function handOver(
  { tx, permit, scope, actor, services, emit }: Leave,
  handover: Handover,
): Promise<Pick<DepartureReceipt['done'], 'reviews' | 'reviewsLeft'>> {
  for (const { id: caseId, version } of await moveOwnedCases(tx, permit, handover))
    await addActivity(tx, scope, actor, { caseId, kind: 'owner-changed', version });
  await moveOwnedContacts(tx, permit, handover);
  for (const { id: caseId, version } of await moveSeats(tx, permit, handover))
    await addActivity(tx, scope, actor, { caseId, kind: 'staff-changed', version });
  const { moved, left } = await handOverReviews({ tx, permit, scope, actor, services }, handover);
  for (const caseId of moved) emit({ topic: 'reviews.changed', targetId: caseId });
  return { reviews: moved.length, reviewsLeft: left };
}

async function assertHeir(tx: TenantTx, userId: string, heirId: string): Promise<void> {
  const heir = (await findActiveMembers(tx, [heirId])).get(heirId);
  if (heir === undefined || heirId === userId || RANK[heir.role] < RANK.member)
    throw new AppError('invalid_field', { field: 'heirId', message: 'This person cannot take over here.' });
}

// In a transaction of its own: what is tried is what everyone meets from now on.
const writeReceipt = command({
  action: 'member.manage',
  load: async (_tx, input: Departed & Leaving) => input,
  about: () => null,
  async run({ tx, actor, permit, services, audit }, { id, done, userId, heirId }): Promise<DepartureReceipt> {
    const { workspaceId, userId: byId } = actor;
    const trials = await tryDoor(tx, userId);
    const shut = trials.every(({ kind, answer }) => kind === 'token_kept' || answer !== 'let_in');
    const at = services.clock.now().toISOString();
    const receipt = { id, workspaceId, userId, byId, heirId, at, done, trials, shutOut: shut };
    const text = JSON.stringify(receipt);
    const digest = sha256(text);
    await keepReceipt(tx, permit, receipt, text, digest);
    await leaveToSign(tx, { kind: 'departure', workspaceId, id, digest });
    audit({
      action: 'departure.receipt',
      targetKind: 'departure',
      targetId: id,
      fields: ['receipt'],
      detail: { digest: digest.toString('hex'), shutOut: shut },
    });
    return receipt;
  },
});
