import { runIn, statement } from '#server/platform/db/index.ts';
import type { KeyScope, Sealed } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { type CommentSeal, commentContext } from './comment.store.ts';

export interface WaitingMention {
  readonly commentId: string;
  readonly caseId: string;
  readonly authorId: string;
  readonly text: string;
  readonly createdAt: string;
}

interface Row {
  readonly id: string;
  readonly case_id: string;
  readonly author_id: string;
  readonly sealed_content: Sealed<CommentSeal>;
  readonly created_at: string;
}

// Read through the policies of mentions, comments and cases: of a case one may no longer see, nothing waits.
const selectWaiting = statement<[limit: number], Row>(`
  select c.id, c.case_id, c.author_id, c.sealed_content, c.created_at
  from app.mentions m
  join app.comments c on c.workspace_id = m.workspace_id and c.id = m.comment_id
  where m.workspace_id = (select app.tenant()) and m.user_id = (select app.actor_id()) and m.seen_at is null
    and c.deleted_at is null and c.resolved_at is null and c.author_id <> (select app.actor_id())
    and not exists (select 1 from app.comments a
      where a.workspace_id = c.workspace_id and a.case_id = c.case_id and a.author_id = (select app.actor_id())
        and a.created_at > m.created_at and a.deleted_at is null)
  order by m.created_at desc, c.id limit $1`);

/** The comments that name the actor and wait for an answer, newest first. */
export async function listWaitingMentions(
  tx: TenantTx,
  scope: KeyScope,
  limit: number,
): Promise<WaitingMention[]> {
  const rows = await runIn(tx, selectWaiting, [limit]);
  return rows.map((row) => ({
    commentId: row.id,
    caseId: row.case_id,
    authorId: row.author_id,
    text: scope.unseal(commentContext(row.id), row.sealed_content).text,
    createdAt: row.created_at,
  }));
}

const updateSeen = statement<[commentId: string], never>(`
  update app.mentions m set seen_at = now()
  where m.workspace_id = (select app.tenant()) and m.comment_id = $1 and m.user_id = (select app.actor_id())
    and m.seen_at is null`);

export async function writeSeen(tx: TenantTx, commentId: string): Promise<void> {
  await runIn(tx, updateSeen, [commentId]);
}
