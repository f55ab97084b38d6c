import type { CommentCreate, CommentPatch } from '#contracts/comments.ts';
import { addActivity, type CaseRecord, loadCase, relationTo } from '#server/features/cases/index.ts';
import type { KnownMember } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import {
  type CommentRecord,
  hasEvidence,
  insertComment,
  loadComment,
  rewriteWords,
  writeMentions,
} from './comment.store.ts';
import { mayEditComment } from './comment.ts';
import { mentioned } from './mentions.ts';

/** Writes a comment and tells by mail whom it mentions. Returns its id. */
export const writeComment = command({
  action: 'case.comment',
  load: (tx, { caseId }: CommentCreate & { caseId: string }, _actor, scope) => loadCase(tx, scope, caseId),
  about: (actor, record: CaseRecord) => relationTo(actor.userId, record),
  async run({ tx, actor, permit, target, scope, services, audit, emit }, input): Promise<string> {
    const { caseId, anchor, text } = input;
    if (anchor.kind === 'evidence' && !(await hasEvidence(tx, caseId, anchor.evidenceId)))
      throw new AppError('invalid_field', {
        field: 'anchor.evidenceId',
        message: 'There is no such evidence.',
      });
    const people = await mentioned(tx, scope, target, input.mentionIds);
    const id = newId();
    await insertComment(tx, permit, scope, actor, { id, caseId, anchor, text });
    await writeMentions(
      tx,
      actor.workspaceId,
      id,
      people.map((person) => person.userId),
    );
    await addActivity(tx, scope, actor, { caseId, kind: 'commented' });
    audit({ action: 'comment.written', targetKind: 'comment', targetId: id, fields: ['text', 'mentions'] });
    emit({ topic: 'comments.changed', targetId: caseId });
    await tellMentioned(
      services,
      actor.workspaceId,
      caseId,
      people.filter((person) => person.userId !== actor.userId),
    );
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
  async load(tx, { caseId, commentId }: CommentPatch & { caseId: string; commentId: string }, _actor, scope) {
    const record = await loadCase(tx, scope, caseId);
    const comment = record && (await loadComment(tx, scope, caseId, commentId));
    return comment && { record, comment };
  },
  about: (actor, { record }: Target) => relationTo(actor.userId, record),
  rules(actor, { comment }) {
    if (!mayEditComment(actor.userId, comment))
      throw new AppError('forbidden', { details: { reason: 'not-own' } });
  },
  async run({ tx, actor, permit, target, scope, services, audit, emit }, input) {
    const { caseId, commentId, text, mentionIds } = input;
    const people = await mentioned(tx, scope, target.record, mentionIds);
    await rewriteWords(tx, permit, scope, target.comment, text);
    await writeMentions(
      tx,
      actor.workspaceId,
      commentId,
      people.map((person) => person.userId),
    );
    audit({
      action: 'comment.edited',
      targetKind: 'comment',
      targetId: commentId,
      fields: ['text', 'mentions'],
    });
    emit({ topic: 'comments.changed', targetId: caseId });
    const known = new Set([actor.userId, ...target.comment.mentionIds]);
    await tellMentioned(
      services,
      actor.workspaceId,
      caseId,
      people.filter((person) => !known.has(person.userId)),
    );
  },
});

async function tellMentioned(
  { mail }: Pick<Services, 'mail'>,
  workspaceId: string,
  caseId: string,
  people: readonly KnownMember[],
): Promise<void> {
  await Promise.all(
    people.map(({ email: to }) => mail.queue({ template: 'mention', to, workspaceId, caseId })),
  );
}
