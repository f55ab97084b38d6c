import { addActivity, type CaseRecord, loadCase, relationTo } from '#server/features/cases/index.ts';
import { unindexSource } from '#server/features/search-index/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { relationToItem } from '#server/security/access/index.ts';
import { command } from '#server/security/command.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { type CommentRecord, loadComment, wipeComment, writeResolution } from './comment.store.ts';
import { mayDeleteComment } from './comment.ts';

interface Place {
  readonly caseId: string;
  readonly commentId: string;
}

interface Target {
  readonly record: CaseRecord;
  readonly comment: CommentRecord;
}

async function load(
  tx: TenantTx,
  { caseId, commentId }: Place,
  scope: KeyScope,
): Promise<Target | undefined> {
  const record = await loadCase(tx, scope, caseId);
  const comment = record && (await loadComment(tx, scope, caseId, commentId));
  return comment && { record, comment };
}

/** What was asked is dealt with. */
export const resolveComment = command({
  action: 'case.comment',
  load: (tx, place: Place, _actor, scope) => load(tx, place, scope),
  about: (actor, { record }: Target) => relationTo(actor.userId, record),
  rules(_actor, { comment }) {
    if (comment.resolvedAt !== null)
      throw new AppError('conflict', { details: { reason: 'resolved-already' } });
  },
  async run({ tx, actor, permit, scope, audit, emit }, { caseId, commentId }) {
    await writeResolution(tx, permit, commentId, actor.userId);
    await addActivity(tx, scope, actor, { caseId, kind: 'comment-resolved' });
    audit({ action: 'comment.resolved', targetKind: 'comment', targetId: commentId, fields: ['resolved'] });
    emit({ topic: 'comments.changed', targetId: caseId });
  },
});

export const reopenComment = command({
  action: 'case.comment',
  load: (tx, place: Place, _actor, scope) => load(tx, place, scope),
  about: (actor, { record }: Target) => relationTo(actor.userId, record),
  async run({ tx, permit, audit, emit }, { caseId, commentId }) {
    await writeResolution(tx, permit, commentId, null);
    audit({ action: 'comment.reopened', targetKind: 'comment', targetId: commentId, fields: ['resolved'] });
    emit({ topic: 'comments.changed', targetId: caseId });
  },
});

/** Takes the words away: one's own for 72 hours, any for those who may delete any item. */
export const deleteComment = command({
  action: 'item.delete',
  load: (tx, place: Place, _actor, scope) => load(tx, place, scope),
  about: (actor, { record, comment }: Target) =>
    relationToItem(relationTo(actor.userId, record), comment.authorId === actor.userId),
  async run({ tx, actor, permit, target, scope, services, audit, emit }, { caseId, commentId }) {
    if (!mayDeleteComment(actor, target.comment, services.clock.now().getTime()))
      throw new AppError('forbidden', { details: { reason: 'too-old' } });
    await wipeComment(tx, permit, scope, actor.workspaceId, commentId);
    await unindexSource(tx, { kind: 'comment', id: commentId });
    await addActivity(tx, scope, actor, { caseId, kind: 'comment-deleted' });
    audit({ action: 'comment.deleted', targetKind: 'comment', targetId: commentId, fields: ['text'] });
    emit({ topic: 'comments.changed', targetId: caseId });
  },
});
