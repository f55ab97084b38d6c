import type { CasePatch } from '#contracts/cases.ts';
import type { CaseType } from '#contracts/presets.ts';
import { indexCase, tagLabelsOf } from '#server/features/search-index/index.ts';
import { caseTypeOf, loadSettings } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command } from '#server/security/command.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { addActivity } from './activity.store.ts';
import { voidApprovals } from './approvals.store.ts';
import { relationTo } from './case.policy.ts';
import { loadCase, updateCase } from './case.store.ts';
import { type CaseField, isLocked, lockOf, stateAfterEdit, touchesContent } from './case.ts';
import { changedFields, changeOf, checkFields } from './case-content.ts';
import type { CaseRecord } from './case-record.ts';
import { checkWords, writeTags } from './case-words.store.ts';
import { deleteDraftOf } from './draft.store.ts';
import { assertVersion } from './version-conflict.ts';

export interface CaseEdit {
  readonly caseId: string;
  readonly expected: number | undefined;
  readonly patch: CasePatch;
}

export interface CaseAndType {
  readonly record: CaseRecord;
  readonly type: CaseType;
}

/** The case, locked, with the type whose table it follows. */
export async function loadCaseAndType(
  tx: TenantTx,
  scope: KeyScope,
  actor: Actor,
  caseId: string,
): Promise<CaseAndType | undefined> {
  const record = await loadCase(tx, scope, caseId);
  if (!record) return undefined;
  return { record, type: caseTypeOf(await loadSettings(tx, actor), record.type) };
}

const SEARCHED: ReadonlySet<CaseField> = new Set(['title', 'tagIds', 'summary', 'body', 'parties', 'fields']);

/**
 * Writes what changed and nothing else. Content changed after approval voids it.
 * @throws AppError locked while the state allows no such change.
 */
export const editCase = command({
  action: 'case.edit',
  load: (tx, { caseId }: CaseEdit, actor, scope) => loadCaseAndType(tx, scope, actor, caseId),
  about: (actor, { record }: CaseAndType) => relationTo(actor.userId, record),
  rules(_actor, { record, type }, { expected, patch }) {
    assertVersion(record, expected);
    const fields = changedFields(record, patch);
    if (isLocked(lockOf(type, record), fields)) throw new AppError('locked');
    checkFields(type, patch.fields ?? [], record.body.fields);
  },
  async run({ tx, actor, permit, target: { record, type }, scope, audit, emit }, { caseId, patch }) {
    const fields = changedFields(record, patch);
    audit({ action: 'case.edited', targetKind: 'case', targetId: caseId, fields });
    await deleteDraftOf(tx, caseId);
    if (fields.length === 0) return;
    await checkWords(tx, patch, { before: record.list.tagIds });
    const back = stateAfterEdit(type, record.state, fields);
    const version = await updateCase(tx, permit, scope, actor.workspaceId, record, {
      ...changeOf(record, patch),
      ...(back && { state: back.key, phase: back.phase }),
      ...(touchesContent(fields) && { contentVersion: record.contentVersion + 1 }),
    });
    if (fields.some((field) => SEARCHED.has(field))) {
      const { list, body } = { ...record, ...changeOf(record, patch) };
      const labels = await tagLabelsOf(tx, scope, list.tagIds);
      await indexCase(tx, scope, { workspaceId: actor.workspaceId, id: caseId, ...list, ...body }, labels);
    }
    if (fields.includes('tagIds')) await writeTags(tx, actor.workspaceId, caseId, patch.tagIds ?? []);
    await addActivity(tx, scope, actor, { caseId, kind: 'edited', fields, version });
    if (back) {
      await voidApprovals(tx, caseId);
      const move = { from: record.state, to: back.key, version };
      await addActivity(tx, scope, actor, { caseId, kind: 'approvals-voided', ...move });
    }
    emit({ topic: 'case.changed', targetId: caseId });
  },
});
