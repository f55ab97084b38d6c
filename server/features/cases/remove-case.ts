import type { PurgeRequest } from '#contracts/cases.ts';
import { RANK } from '#contracts/common.ts';
import { AppError } from '#server/platform/app-error.ts';
import { relationToItem } from '#server/security/access/index.ts';
import { command } from '#server/security/command.ts';
import { relationTo } from './case.policy.ts';
import { deleteCase, loadCase } from './case.store.ts';
import { isDeletable, withinOwnDelete } from './case.ts';
import type { CaseRecord } from './case-record.ts';

/** A draft made by mistake: one's own for 72 hours, any for those who may delete any item. */
export const discardCase = command({
  action: 'item.delete',
  load: (tx, { caseId }: { caseId: string }, _actor, scope) => loadCase(tx, scope, caseId),
  about: (actor, record: CaseRecord) => {
    const own = record.creatorId === actor.userId && record.ownerId === actor.userId;
    return relationToItem(relationTo(actor.userId, record), own);
  },
  rules(_actor, record) {
    if (record.legalHold) throw new AppError('conflict', { details: { reason: 'legal-hold' } });
    if (!isDeletable(record)) throw new AppError('conflict', { details: { reason: 'not-a-draft' } });
  },
  async run({ tx, actor, permit, target, services, audit, emit }, { caseId }) {
    if (actor.rank < RANK.manager && !withinOwnDelete(target, services.clock.now().getTime()))
      throw new AppError('forbidden', { details: { reason: 'too-old' } });
    await deleteCase(tx, permit, caseId);
    audit({ action: 'case.discarded', targetKind: 'case', targetId: caseId });
    emit({ topic: 'case.gone', targetId: caseId });
  },
});

/** The end of a case in any state, by its typed title; never under a legal hold. */
export const purgeCase = command({
  action: 'case.purge',
  load: (tx, { caseId }: PurgeRequest & { caseId: string }, _actor, scope) => loadCase(tx, scope, caseId),
  about: (actor, record: CaseRecord) => relationTo(actor.userId, record),
  rules(_actor, record, { confirm }) {
    if (record.legalHold) throw new AppError('conflict', { details: { reason: 'legal-hold' } });
    if (confirm !== record.list.title.trim())
      throw new AppError('invalid_field', { field: 'confirm', message: 'This is not its title.' });
  },
  async run({ tx, permit, audit, emit }, { caseId }) {
    await deleteCase(tx, permit, caseId);
    audit({ action: 'case.purged', targetKind: 'case', targetId: caseId });
    emit({ topic: 'case.gone', targetId: caseId });
  },
});
