import type { CaseCreate, CaseCreated } from '#contracts/cases.ts';
import { indexCase, tagLabelsOf } from '#server/features/search-index/index.ts';
import { caseTypeOf, type HouseRules, loadSettings } from '#server/features/workspaces/index.ts';
import { command, Underway } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import { addActivity } from './activity.store.ts';
import { insertCase } from './case.store.ts';
import { firstState } from './case.ts';
import { changeOf, checkFields, EMPTY_BODY, EMPTY_LIST } from './case-content.ts';
import { checkWords, writeTags } from './case-words.store.ts';
import { deleteDraft } from './draft.store.ts';

const UNWRITTEN = { list: EMPTY_LIST, body: EMPTY_BODY, severity: null, categoryId: null, dueAt: null };

/** A new case of a type, owned by whoever makes it; a draft it was typed in is used up. */
export const createCase = command({
  action: 'case.create',
  load: (tx, _input: CaseCreate, actor) => loadSettings(tx, actor),
  about: () => null,
  rules: (_actor, settings: HouseRules, input) =>
    checkFields(caseTypeOf(settings, input.type), input.fields ?? []),
  async run({ tx, actor, permit, target, scope, audit, emit }, input): Promise<Underway<CaseCreated>> {
    await checkWords(tx, input);
    const id = newId();
    const { key: state, phase } = firstState(caseTypeOf(target, input.type));
    const written = { ...UNWRITTEN, ...changeOf(UNWRITTEN, input) };
    const { workspaceId, userId: ownerId } = actor;
    const made = { ...written, id, workspaceId, type: input.type, state, phase, ownerId };
    const labels = await tagLabelsOf(tx, scope, written.list.tagIds);
    // Sent in this order, in one packet with the audit entry and the commit.
    const writes = Promise.all([
      insertCase(tx, permit, scope, made),
      addActivity(tx, scope, actor, { caseId: id, kind: 'created', to: state, version: 1 }),
      indexCase(tx, scope, { workspaceId, id, ...written.list, ...written.body }, labels),
      ...(written.list.tagIds.length > 0 ? [writeTags(tx, workspaceId, id, written.list.tagIds)] : []),
      ...(input.draftId === undefined ? [] : [deleteDraft(tx, input.draftId)]),
    ]);
    audit({ action: 'case.created', targetKind: 'case', targetId: id, fields: Object.keys(input) });
    emit({ topic: 'case.created', targetId: id });
    return new Underway(writes.then(([number]) => ({ id, number, version: 1 })));
  },
});
