import type { Comment, CommentPage, CommentQuery } from '#contracts/comments.ts';
import { assertVisible } from '#server/features/cases/index.ts';
import { loadPeople, type People, personOf } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { encodeCursor, timePlace } from '#server/platform/cursor.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import type { Actor } from '#server/security/tenancy/index.ts';
import { type CommentRecord, loadComment, pageComments } from './comment.store.ts';
import { mayDeleteComment, mayEditComment } from './comment.ts';

/** The comments of a case, oldest first. */
export function getComments(
  caller: WorkspaceCaller,
  caseId: string,
  { cursor, limit }: CommentQuery,
): Promise<CommentPage> {
  return read(caller, 'case.read', async (tx, { actor, scope }) => {
    await assertVisible(tx, caseId);
    const found = await pageComments(
      tx,
      scope,
      caseId,
      cursor === null ? null : timePlace(cursor),
      limit + 1,
    );
    const shown = found.slice(0, limit);
    const people = await loadPeople(tx, scope, shown.flatMap(peopleIn));
    const now = caller.services.clock.now().getTime();
    const last = found.length > limit ? shown.at(-1) : undefined;
    const out = {
      items: shown.map((comment) => commentView(comment, people, actor, now)),
      next: last ? encodeCursor([last.createdAt, last.id]) : null,
    };
    return { out, disclosed: note(caseId, shown.length) };
  });
}

export function getComment(caller: WorkspaceCaller, caseId: string, commentId: string): Promise<Comment> {
  return read(caller, 'case.read', async (tx, { actor, scope }) => {
    const found = await loadComment(tx, scope, caseId, commentId);
    if (!found) throw new AppError('not_found');
    const people = await loadPeople(tx, scope, peopleIn(found));
    const out = commentView(found, people, actor, caller.services.clock.now().getTime());
    return { out, disclosed: note(caseId, 1) };
  });
}

function note(caseId: string, count: number) {
  if (count === 0) return undefined;
  return {
    action: 'comment.read' as const,
    targetKind: 'case',
    targetId: caseId,
    fields: ['text'],
    detail: { count },
  };
}

function peopleIn({ authorId, mentionIds, resolvedBy }: CommentRecord): (string | null)[] {
  return [authorId, resolvedBy, ...mentionIds];
}

function commentView(comment: CommentRecord, people: People, actor: Actor, now: number): Comment {
  const { id, anchor, text, authorId, mentionIds, createdAt, editedAt, resolvedAt, resolvedBy, version } =
    comment;
  return {
    id,
    anchor,
    author: personOf(people, authorId),
    text,
    mentions: mentionIds.map((userId) => personOf(people, userId)),
    createdAt,
    editedAt,
    resolved:
      resolvedAt !== null && resolvedBy !== null
        ? { by: personOf(people, resolvedBy), at: resolvedAt }
        : null,
    mayEdit: mayEditComment(actor.userId, comment),
    mayDelete: mayDeleteComment(actor, comment, now),
    version,
  };
}
