import type { BulkChange, BulkReply, BulkRequest } from '#contracts/case-lists.ts';
import { indexCase, tagLabelsOf } from '#server/features/search-index/index.ts';
import { caseTypeOf, type HouseRules, loadSettings } from '#server/features/workspaces/index.ts';
import { decide } from '#server/security/access/index.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command, type Step } from '#server/security/command.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { addActivity } from './activity.store.ts';
import { assertMayOwn } from './assign-case.ts';
import { relationTo } from './case.policy.ts';
import { loadCases, updateCase } from './case.store.ts';
import { isLocked, lockOf } from './case.ts';
import type { CaseRecord } from './case-record.ts';
import { checkWords, writeTags } from './case-words.store.ts';
import { grantToOwner } from './grant.store.ts';
import { refuseMove, takeStep } from './move-case.ts';

interface Selection {
  readonly records: readonly CaseRecord[];
  readonly settings: HouseRules;
}

/** The same change to many cases; each is judged by itself, and what is refused says why. */
export function changeCases(caller: WorkspaceCaller, request: BulkRequest): Promise<BulkReply> {
  return request.dryRun ? countChange(caller, request) : applyChange(caller, request);
}

function countChange(caller: WorkspaceCaller, request: BulkRequest): Promise<BulkReply> {
  return read(caller, 'case.create', async (tx, { actor, scope }) => {
    const selection = await select(tx, request, actor, scope);
    return { out: reply(request, actor, selection), disclosed: undefined };
  });
}

const applyChange = command({
  action: 'case.edit',
  load: (tx, request: BulkRequest, actor, scope) => select(tx, request, actor, scope),
  // Whether anyone of this role could: each case is asked again below.
  about: () => ({ own: true, assigned: true, restricted: false, grant: null }),
  async run(step, request): Promise<BulkReply> {
    const { actor, target, audit } = step;
    const { change } = request;
    if (change.kind === 'tag') await checkWords(step.tx, { tagIds: change.add }, { tagField: 'change.add' });
    if (change.kind === 'assign') await assertMayOwn(step.tx, change.ownerId);
    const out = reply(request, actor, target);
    const refused = new Set(out.refused.map(({ caseId }) => caseId));
    for (const record of target.records) if (!refused.has(record.id)) await changeOne(step, record, change);
    const detail = { kind: change.kind, changed: out.changed, refused: out.refused.length };
    audit({ action: 'case.changed-in-bulk', targetKind: 'case', targetId: null, detail });
    return out;
  },
});

async function select(
  tx: TenantTx,
  { caseIds }: BulkRequest,
  actor: Actor,
  scope: KeyScope,
): Promise<Selection> {
  const records = await loadCases(tx, scope, [...new Set(caseIds)]);
  return { records, settings: await loadSettings(tx, actor) };
}

function reply({ caseIds, change, dryRun }: BulkRequest, actor: Actor, selection: Selection): BulkReply {
  const records = new Map(selection.records.map((record) => [record.id, record]));
  const refused = [...new Set(caseIds)].flatMap((caseId) => {
    const record = records.get(caseId);
    const reason = record ? refuse(actor, record, selection.settings, change) : 'not-found';
    return reason === null ? [] : [{ caseId, reason }];
  });
  return { changed: new Set(caseIds).size - refused.length, refused, dryRun };
}

function refuse(actor: Actor, record: CaseRecord, settings: HouseRules, change: BulkChange): string | null {
  const action = change.kind === 'assign' ? 'case.staff' : 'case.edit';
  const decision = decide(actor, action, relationTo(actor.userId, record), actor.policies);
  if (!decision.allow) return decision.reason;
  if (change.kind === 'state') return refuseMove(actor, record, settings, change);
  const lock = lockOf(caseTypeOf(settings, record.type), record);
  if (isLocked(lock, ['tagIds'])) return 'locked';
  return change.kind === 'tag' && tagsAfter(record, change).length > 30 ? 'too-many-tags' : null;
}

function tagsAfter({ list }: CaseRecord, { add, remove }: Extract<BulkChange, { kind: 'tag' }>): string[] {
  return [...new Set([...list.tagIds, ...add])].filter((id) => !remove.includes(id));
}

async function changeOne(
  { tx, actor, permit, scope, target, audit, emit }: Step<'case.edit', Selection>,
  record: CaseRecord,
  change: BulkChange,
): Promise<void> {
  const { workspaceId } = actor;
  const caseId = record.id;
  if (change.kind === 'state') {
    await takeStep(
      { tx, scope, actor, permit },
      { record, settings: target.settings },
      change.to,
      change.reason,
    );
  } else if (change.kind === 'tag') {
    const tagIds = tagsAfter(record, change);
    const list = { ...record.list, tagIds };
    const version = await updateCase(tx, permit, scope, workspaceId, record, { list });
    const labels = await tagLabelsOf(tx, scope, list.tagIds);
    await indexCase(tx, scope, { workspaceId, id: record.id, ...list, ...record.body }, labels);
    await writeTags(tx, workspaceId, caseId, tagIds);
    await addActivity(tx, scope, actor, { caseId, kind: 'edited', fields: ['tagIds'], version });
  } else {
    if (record.restricted) await grantToOwner(tx, permit, actor, caseId, change.ownerId);
    const version = await updateCase(tx, permit, scope, workspaceId, record, { ownerId: change.ownerId });
    await addActivity(tx, scope, actor, { caseId, kind: 'owner-changed', version });
  }
  const fields = [change.kind === 'tag' ? 'tagIds' : change.kind === 'assign' ? 'owner' : 'state'];
  audit({ action: 'case.edited', targetKind: 'case', targetId: caseId, fields });
  emit({ topic: 'case.changed', targetId: caseId });
}
