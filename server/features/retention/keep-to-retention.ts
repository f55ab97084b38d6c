import { wipeComment } from '#server/features/comments/index.ts';
import { deleteContact } from '#server/features/contacts/index.ts';
import { markDeleted, unindexEvidence } from '#server/features/evidence/index.ts';
import { unindexSource } from '#server/features/search-index/index.ts';
import { type Step, systemCommand } from '#server/security/command.ts';
import { eachInTurn } from '#server/security/each-in-turn.ts';
import type { Services } from '#server/security/services.ts';
import { type DuePart, dueWorkspaces, listRules, removeDueCase, takeDue } from './retention.store.ts';

const QUEUE = 'retention';
const EVERY_NIGHT = '23 2 * * *';
const AT_ONCE = 100;

/** Deletes what is past its time, every night, on one node at a time. */
export async function workOnRetention(services: Services): Promise<void> {
  await services.jobs.work(QUEUE, { retries: 2, expireInSeconds: 3_600 }, () => keepToRetention(services));
  await services.jobs.schedule(QUEUE, EVERY_NIGHT);
}

/** One night's work. What is under a legal hold stays, and the database sees to it as well. */
export async function keepToRetention(services: Services): Promise<void> {
  await eachInTurn(await dueWorkspaces(services.db), async (workspaceId) => {
    while ((await removeSome(services, workspaceId, undefined)) > 0);
  });
}

/** A part of what is due, in one transaction; gives how much went. Files lose their bytes by the next sweep. */
const removeSome = systemCommand({
  action: 'workspace.retain',
  load: async (_tx, _input: undefined) => ({}),
  about: () => null,
  async run(step): Promise<number> {
    const rules = (await listRules(step.tx)).filter(({ counts }) => counts);
    const due = await takeDue(step.tx, rules, AT_ONCE);
    for (const part of due) await remove(step, part);
    if (due.length === 0) {
      const targetId = step.actor.workspaceId;
      step.audit({ action: 'retention.kept-to', targetKind: 'workspace', targetId });
    }
    return due.length;
  },
});

async function remove(
  { tx, scope, permit, actor, audit, emit }: Step<'workspace.retain', object>,
  part: DuePart,
): Promise<void> {
  const { id } = part;
  if (part.class === 'contacts') {
    if (!(await deleteContact(tx, permit, id))) return;
    audit({ action: 'retention.contact-deleted', targetKind: 'contact', targetId: id });
    emit({ topic: 'contacts.changed', targetId: actor.workspaceId });
  } else if (part.class === 'files') {
    await markDeleted(tx, permit, id);
    await unindexEvidence(tx, id);
    audit({ action: 'retention.file-deleted', targetKind: 'evidence', targetId: id });
    emit({ topic: 'evidence.changed', targetId: part.case_id });
  } else if (part.class === 'comments') {
    await wipeComment(tx, permit, scope, actor.workspaceId, id);
    await unindexSource(tx, { kind: 'comment', id });
    audit({ action: 'retention.comment-deleted', targetKind: 'comment', targetId: id });
    emit({ topic: 'comments.changed', targetId: part.case_id });
  } else if (await removeDueCase(tx, permit, id)) {
    audit({ action: 'retention.case-deleted', targetKind: 'case', targetId: id });
    emit({ topic: 'case.gone', targetId: id });
  }
}
