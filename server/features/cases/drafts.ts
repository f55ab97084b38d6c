import type { CaseDraftWrite, Draft, DraftList, DraftSaved, NewDraftWrite } from '#contracts/drafts.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command } from '#server/security/command.ts';
import { read } from '#server/security/read.ts';
import { relationTo } from './case.policy.ts';
import { loadCase } from './case.store.ts';
import type { CaseRecord } from './case-record.ts';
import { assertVisible } from './case-visible.store.ts';
import { deleteDraft, deleteDraftOf, findDraftOf, listDrafts, saveDraft } from './draft.store.ts';

/** Keeps what is being typed into a case, so that nothing typed is lost; seen by its author alone. */
export const saveCaseDraft = command({
  action: 'case.edit',
  load: (tx, { caseId }: CaseDraftWrite & { caseId: string }, _actor, scope) => loadCase(tx, scope, caseId),
  about: (actor, record: CaseRecord) => relationTo(actor.userId, record),
  async run({ tx, actor, scope, audit }, { caseId, baseVersion, content }): Promise<DraftSaved> {
    const saved = await saveDraft(tx, scope, actor, { id: null, caseId, baseVersion, type: null, content });
    audit({ action: 'draft.saved', targetKind: 'draft', targetId: saved.id, fields: Object.keys(content) });
    return saved;
  },
});

/** The same for a case that is not made yet; the client chose the id. */
export const saveNewDraft = command({
  action: 'case.create',
  load: async (_tx, input: NewDraftWrite & { draftId: string }) => input,
  about: () => null,
  async run({ tx, actor, scope, audit }, { draftId, type, content }): Promise<DraftSaved> {
    const write = { id: draftId, caseId: null, baseVersion: null, type, content };
    const saved = await saveDraft(tx, scope, actor, write);
    audit({ action: 'draft.saved', targetKind: 'draft', targetId: saved.id, fields: Object.keys(content) });
    return saved;
  },
});

/** Throws a draft of a new case away. */
export const discardDraft = command({
  action: 'case.create',
  load: async (_tx, input: { draftId: string }) => input,
  about: () => null,
  async run({ tx, audit }, { draftId }) {
    if (!(await deleteDraft(tx, draftId))) throw new AppError('not_found');
    audit({ action: 'draft.discarded', targetKind: 'draft', targetId: draftId });
  },
});

/** Throws away what was typed into a case. */
export const discardCaseDraft = command({
  action: 'case.create',
  load: (tx, { caseId }: { caseId: string }) => assertVisible(tx, caseId),
  about: () => null,
  async run({ tx, audit }, { caseId }) {
    await deleteDraftOf(tx, caseId);
    audit({ action: 'draft.discarded', targetKind: 'case', targetId: caseId });
  },
});

/** One's own drafts; nobody else's are ever read, so the audit log has nothing to tell. */
export function getDrafts(caller: WorkspaceCaller): Promise<DraftList> {
  return read(caller, 'case.read', async (tx, { scope }) => ({
    out: { items: await listDrafts(tx, scope) },
    disclosed: undefined,
  }));
}

export function getCaseDraft(caller: WorkspaceCaller, caseId: string): Promise<Draft> {
  return read(caller, 'case.read', async (tx, { scope }) => {
    await assertVisible(tx, caseId);
    const draft = await findDraftOf(tx, scope, caseId);
    if (!draft) throw new AppError('not_found');
    return { out: draft, disclosed: undefined };
  });
}
