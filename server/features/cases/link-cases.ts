import type { CaseLink, CaseLinkCreate, CaseLinkList } from '#contracts/case-links.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import { addActivity } from './activity.store.ts';
import { relationTo } from './case.policy.ts';
import { loadCase } from './case.store.ts';
import { lockOf } from './case.ts';
import { assertVisible } from './case-visible.store.ts';
import { type CaseAndType, loadCaseAndType } from './edit-case.ts';
import { deleteLink, insertLink, listLinks } from './link.store.ts';

/** Ties a case to another one the actor can see too; an unseen one is as good as none. */
export const linkCases = command({
  action: 'case.edit',
  async load(tx, { caseId, toCaseId }: CaseLinkCreate & { caseId: string }, actor, scope) {
    const other = await loadCase(tx, scope, toCaseId);
    return other && loadCaseAndType(tx, scope, actor, caseId);
  },
  about: (actor, { record }: CaseAndType) => relationTo(actor.userId, record),
  rules(_actor, { record, type }, { caseId, toCaseId }) {
    if (caseId === toCaseId)
      throw new AppError('invalid_field', { field: 'toCaseId', message: 'A case is not linked to itself.' });
    if (lockOf(type, record) === 'all') throw new AppError('locked');
  },
  async run({ tx, actor, permit, scope, audit, emit }, { caseId, toCaseId, kind }): Promise<CaseLink> {
    const id = newId();
    if (!(await insertLink(tx, permit, actor, { id, caseId, otherId: toCaseId, kind })))
      throw new AppError('conflict', { details: { reason: 'linked-already' } });
    await addActivity(tx, scope, actor, { caseId, kind: 'linked', fields: [kind] });
    audit({
      action: 'case.linked' as const,
      targetKind: 'case',
      targetId: caseId,
      fields: ['links'],
      detail: { kind },
    });
    emit({ topic: 'case.changed', targetId: caseId });
    emit({ topic: 'case.changed', targetId: toCaseId });
    const link = (await listLinks(tx, scope, caseId)).find((candidate) => candidate.id === id);
    if (!link) throw new Error('a new link was not to be seen by its maker');
    return link;
  },
});

/** Unties it, from the case that holds the link. */
export const unlinkCases = command({
  action: 'case.edit',
  load: (tx, { caseId }: { caseId: string; linkId: string }, actor, scope) =>
    loadCaseAndType(tx, scope, actor, caseId),
  about: (actor, { record }: CaseAndType) => relationTo(actor.userId, record),
  rules(_actor, { record, type }) {
    if (lockOf(type, record) === 'all') throw new AppError('locked');
  },
  async run({ tx, actor, permit, scope, audit, emit }, { caseId, linkId }) {
    if (!(await deleteLink(tx, permit, linkId, caseId))) throw new AppError('not_found');
    await addActivity(tx, scope, actor, { caseId, kind: 'unlinked' });
    audit({ action: 'case.unlinked' as const, targetKind: 'case', targetId: caseId, fields: ['links'] });
    emit({ topic: 'case.changed', targetId: caseId });
  },
});

export function getLinks(caller: WorkspaceCaller, caseId: string): Promise<CaseLinkList> {
  return read(caller, 'case.read', async (tx, { scope }) => {
    await assertVisible(tx, caseId);
    const items = await listLinks(tx, scope, caseId);
    const disclosed =
      items.length === 0
        ? undefined
        : { action: 'case.links-read' as const, targetKind: 'case', targetId: caseId, fields: ['title'] };
    return { out: { items }, disclosed };
  });
}
