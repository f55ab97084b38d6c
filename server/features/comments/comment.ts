import { RANK, type Role } from '#contracts/common.ts';

export const OWN_DELETE_WINDOW_MS = 72 * 60 * 60 * 1000;

export interface CommentStanding {
  readonly authorId: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** Words are their author's: nobody else changes them. */
export function mayEditComment(userId: string, { authorId }: CommentStanding): boolean {
  return authorId === userId;
}

/** One's own for 72 hours; managers and above any at any time. `now` in ms. */
export function mayDeleteComment(
  actor: { readonly userId: string; readonly role: Role },
  { authorId, createdAt }: CommentStanding,
  now: number,
): boolean {
  if (RANK[actor.role] >= RANK.manager) return true;
  return authorId === actor.userId && now - Date.parse(createdAt) < OWN_DELETE_WINDOW_MS;
}
