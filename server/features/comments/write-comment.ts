import type { CommentCreate, CommentPatch } from '#contracts/comments.ts';
import { addActivity, type CaseRecord, loadCase, relationTo } from '#server/features/cases/index.ts';
import { indexSource } from '#server/features/search-index/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import { assertSeen, type FromVersion } from '#server/security/seen-version.ts';
import {
  type CommentRecord,
  hasEvidence,
  insertComment,
  loadComment,
  rewriteWords,
} from './comment.store.ts';
import { mayEditComment } from './comment.ts';
import { mention } from './mentions.ts';

const FIELDS = ['text', 'mentions'];

/** Writes a comment, in every state of a case. Returns its id. */
export const writeComment = command({
  action: 'case.comment',
  load: (tx, { caseId }: CommentCreate & { caseId: string }, _actor, scope) => loadCase(tx, scope, caseId),
  about: (actor, record: CaseRecord) => relationTo(actor.userId, record),
  async run(step, { caseId, anchor, text, mentionIds }): Promise<string> {
    const { tx, actor, permit, target, scope } = step;
    if (anchor.kind === 'evidence' && !(await hasEvidence(tx, caseId, anchor.evidenceId))) {
      const message = 'There is no such evidence.';
      throw new AppError('invalid_field', { field: 'anchor.evidenceId', message });
    }
    const id = newId();
    await insertComment(tx, permit, scope, actor, { id, caseId, anchor, text });
    await indexSource(tx, scope, { workspaceId: actor.workspaceId, caseId, kind: 'comment', id }, [text]);
    await mention(step, target, id, { mentionIds, before: [] });
    await addActivity(tx, scope, actor, { caseId, kind: 'commented' });
    step.audit({ action: 'comment.written', targetKind: 'comment', targetId: id, fields: FIELDS });
    step.emit({ topic: 'comments.changed', targetId: caseId });
    return id;
  },
});

interface Target {
  readonly record: CaseRecord;
  readonly comment: CommentRecord;
}

/** Rewrites one's own comment; only those mentioned for the first time hear of it. */
export const rewriteComment = command({
  action: 'case.comment',
  async load(
    tx,
    { caseId, commentId }: CommentPatch & FromVersion & { caseId: string; commentId: string },
    _actor,
    scope,
  ) {
    const record = await loadCase(tx, scope, caseId);
    const comment = record && (await loadComment(tx, scope, caseId, commentId));
    return comment && { record, comment };
  },
  about: (actor, { record }: Target) => relationTo(actor.userId, record),
  rules(actor, { comment }, input) {
    if (!mayEditComment(actor.userId, comment))
      throw new AppError('forbidden', { details: { reason: 'not-own' } });
    assertSeen(comment, input);
  },
  async run(step, { caseId, commentId: id, text, mentionIds }) {
    const { tx, actor, permit, scope } = step;
    const { record, comment } = step.target;
    await rewriteWords(tx, permit, scope, comment, text);
    await indexSource(tx, scope, { workspaceId: actor.workspaceId, caseId, kind: 'comment', id }, [text]);
    await mention(step, record, id, { mentionIds, before: comment.mentionIds });
    step.audit({ action: 'comment.edited', targetKind: 'comment', targetId: id, fields: FIELDS });
    step.emit({ topic: 'comments.changed', targetId: caseId });
  },
});
