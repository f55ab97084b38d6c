import { z } from 'zod';
import { Id, Person, page, paging, Timestamp, text, Version } from './common.ts';

/** The case as a whole, a section of its body (by the heading's anchor), or a piece of evidence. */
export const Anchor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('case') }),
  z.strictObject({ kind: z.literal('section'), section: z.string().min(1).max(120) }),
  z.strictObject({ kind: z.literal('evidence'), evidenceId: Id }),
]);
export type Anchor = z.infer<typeof Anchor>;

export const Comment = z.strictObject({
  id: Id,
  anchor: Anchor,
  author: Person,
  text: text(10_000),
  mentions: z.array(Person).max(20),
  createdAt: Timestamp,
  editedAt: Timestamp.nullable(),
  resolved: z.strictObject({ by: Person, at: Timestamp }).nullable(),
  mayEdit: z.boolean(),
  mayDelete: z.boolean(),
  version: Version,
});
export type Comment = z.infer<typeof Comment>;

/** POST /workspaces/:workspaceId/cases/:caseId/comments/query: oldest first. */
export const CommentQuery = z.strictObject({ ...paging });
export type CommentQuery = z.infer<typeof CommentQuery>;
export const CommentPage = page(Comment);
export type CommentPage = z.infer<typeof CommentPage>;

const words = text(10_000).trim().min(1);
const mentionIds = z.array(Id).max(20);

/** POST /workspaces/:workspaceId/cases/:caseId/comments. Replies `Comment`. */
export const CommentCreate = z.strictObject({ anchor: Anchor, text: words, mentionIds });
export type CommentCreate = z.infer<typeof CommentCreate>;

/** PATCH …/comments/:commentId: one's own, with If-Match. Replies `Comment`. */
export const CommentPatch = z.strictObject({ text: words, mentionIds });
export type CommentPatch = z.infer<typeof CommentPatch>;

/** DELETE …/comments/:commentId; PUT and DELETE …/comments/:commentId/resolution; PUT …/acknowledgement */
export const CommentParams = z.strictObject({ workspaceId: Id, caseId: Id, commentId: Id });
