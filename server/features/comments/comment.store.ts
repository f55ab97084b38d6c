import type { Anchor } from '#contracts/comments.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { KeyScope, SealContext, Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

/** Sealed whole: the section a comment hangs on repeats a heading of the case. */
export interface CommentSeal {
  readonly text: string;
  readonly section?: string;
}

export const commentContext = (id: string): SealContext => ({ table: 'comments', row: id, use: 'content' });

export interface CommentRecord {
  readonly id: string;
  readonly caseId: string;
  readonly authorId: string;
  readonly anchor: Anchor;
  readonly text: string;
  readonly mentionIds: readonly string[];
  readonly createdAt: string;
  readonly editedAt: string | null;
  readonly resolvedAt: string | null;
  readonly resolvedBy: string | null;
  readonly version: number;
}

interface Row {
  readonly id: string;
  readonly case_id: string;
  readonly author_id: string;
  readonly anchor_kind: Anchor['kind'];
  readonly anchor_id: string | null;
  readonly sealed_content: Sealed<CommentSeal>;
  readonly created_at: string;
  readonly edited_at: string | null;
  readonly resolved_at: string | null;
  readonly resolved_by: string | null;
  readonly version: number;
  readonly mention_ids: string[] | null;
}

type PageValues = [caseId: string, after: string | null, afterId: string | null, limit: number];

const selectPage = statement<PageValues, Row>(`
  select c.id, c.case_id, c.author_id, c.anchor_kind, c.anchor_id, c.sealed_content, c.created_at, c.edited_at,
    c.resolved_at, c.resolved_by, c.version,
    (select array_agg(m.user_id order by m.user_id) from app.mentions m
      where m.workspace_id = c.workspace_id and m.comment_id = c.id) as mention_ids
  from app.comments c
  where c.workspace_id = (select app.tenant()) and c.case_id = $1 and c.deleted_at is null
    and ($2::timestamptz is null or (c.created_at, c.id) > ($2::timestamptz, $3::uuid))
  order by c.created_at, c.id limit $4`);

const selectForChange = statement<[id: string, caseId: string], Row>(`
  select c.id, c.case_id, c.author_id, c.anchor_kind, c.anchor_id, c.sealed_content, c.created_at, c.edited_at,
    c.resolved_at, c.resolved_by, c.version,
    (select array_agg(m.user_id order by m.user_id) from app.mentions m
      where m.workspace_id = c.workspace_id and m.comment_id = c.id) as mention_ids
  from app.comments c
  where c.workspace_id = (select app.tenant()) and c.id = $1 and c.case_id = $2 and c.deleted_at is null for update of c`);

/** The comments of a case the actor may see, oldest first. */
export async function pageComments(
  tx: TenantTx,
  scope: KeyScope,
  caseId: string,
  after: readonly [at: string, id: string] | null,
  limit: number,
): Promise<CommentRecord[]> {
  const rows = await runIn(tx, selectPage, [caseId, after?.[0] ?? null, after?.[1] ?? null, limit]);
  return rows.map((row) => openComment(scope, row));
}

/** One comment, locked until the transaction ends. */
export async function loadComment(
  tx: TenantTx,
  scope: KeyScope,
  caseId: string,
  id: string,
): Promise<CommentRecord | undefined> {
  const [row] = await runIn(tx, selectForChange, [id, caseId]);
  return row && openComment(scope, row);
}

export interface NewComment {
  readonly id: string;
  readonly caseId: string;
  readonly anchor: Anchor;
  readonly text: string;
}

type InsertValues = [
  workspaceId: string,
  id: string,
  caseId: string,
  authorId: string,
  anchorKind: string,
  anchorId: string | null,
  content: Buffer,
];

const insertRow = statement<InsertValues, never>(`
  insert into app.comments (workspace_id, id, case_id, author_id, anchor_kind, anchor_id, sealed_content)
  values ($1, $2, $3, $4, $5, $6, $7)`);
const updateText = statement<[id: string, content: Buffer], never>(`
  update app.comments c set sealed_content = $2, edited_at = now(), version = version + 1
  where c.workspace_id = (select app.tenant()) and c.id = $1`);
const updateResolution = statement<[id: string, by: string | null], never>(`
  update app.comments c set resolved_by = $2::uuid, resolved_at = case when $2::uuid is null then null else now() end,
    version = version + 1
  where c.workspace_id = (select app.tenant()) and c.id = $1`);
const wipeRow = statement<[id: string, content: Buffer], never>(`
  update app.comments c set sealed_content = $2, deleted_at = now(), version = version + 1
  where c.workspace_id = (select app.tenant()) and c.id = $1`);
const insertMentions = statement<[workspaceId: string, id: string, userIds: readonly string[]], never>(`
  insert into app.mentions (workspace_id, comment_id, user_id) select $1, $2, unnest($3::uuid[]) on conflict do nothing`);
const deleteMentions = statement<[workspaceId: string, id: string, userIds: readonly string[]], never>(`
  delete from app.mentions where workspace_id = $1 and comment_id = $2 and not user_id = any($3::uuid[])`);

type Author = { readonly workspaceId: string; readonly userId: string };

export async function insertComment(
  tx: TenantTx,
  _permit: Permit<'case.comment'>,
  scope: KeyScope,
  { workspaceId, userId }: Author,
  { id, caseId, anchor, text }: NewComment,
): Promise<void> {
  const anchorId = anchor.kind === 'evidence' ? anchor.evidenceId : null;
  const sealed = seal(scope, id, anchor, text);
  await runIn(tx, insertRow, [workspaceId, id, caseId, userId, anchor.kind, anchorId, sealed]);
}

export async function rewriteWords(
  tx: TenantTx,
  _permit: Permit<'case.comment'>,
  scope: KeyScope,
  { id, anchor }: CommentRecord,
  text: string,
): Promise<void> {
  await runIn(tx, updateText, [id, seal(scope, id, anchor, text)]);
}

export async function writeResolution(
  tx: TenantTx,
  _permit: Permit<'case.comment'>,
  id: string,
  by: string | null,
): Promise<void> {
  await runIn(tx, updateResolution, [id, by]);
}

/** The words go; that there was a comment stays in the timeline. */
export async function wipeComment(
  tx: TenantTx,
  _permit: Permit<'item.delete'> | Permit<'workspace.retain'>,
  scope: KeyScope,
  workspaceId: string,
  id: string,
): Promise<void> {
  await Promise.all([
    runIn(tx, wipeRow, [id, seal(scope, id, { kind: 'case' }, '')]),
    runIn(tx, deleteMentions, [workspaceId, id, []]),
  ]);
}

export async function writeMentions(
  tx: TenantTx,
  workspaceId: string,
  id: string,
  userIds: readonly string[],
): Promise<void> {
  await Promise.all([
    runIn(tx, deleteMentions, [workspaceId, id, userIds]),
    runIn(tx, insertMentions, [workspaceId, id, userIds]),
  ]);
}

const countEvidence = statement<[id: string, caseId: string], { there: boolean }>(`
  select exists (select 1 from app.evidence e
    where e.workspace_id = (select app.tenant()) and e.id = $1 and e.case_id = $2 and e.deleted_at is null) as there`);

/** Whether the case has this piece of evidence, as far as the actor may see. */
export async function hasEvidence(tx: TenantTx, caseId: string, evidenceId: string): Promise<boolean> {
  const [row] = await runIn(tx, countEvidence, [evidenceId, caseId]);
  return row?.there === true;
}

function seal(scope: KeyScope, id: string, anchor: Anchor, text: string): Sealed<CommentSeal> {
  const section = anchor.kind === 'section' ? { section: anchor.section } : {};
  return scope.seal<CommentSeal>(commentContext(id), { text, ...section });
}

function openComment(scope: KeyScope, row: Row): CommentRecord {
  const { text, section } = scope.unseal(commentContext(row.id), row.sealed_content);
  return {
    id: row.id,
    caseId: row.case_id,
    authorId: row.author_id,
    anchor: anchorOf(row, section),
    text,
    mentionIds: row.mention_ids ?? [],
    createdAt: row.created_at,
    editedAt: row.edited_at,
    resolvedAt: row.resolved_at,
    resolvedBy: row.resolved_by,
    version: row.version,
  };
}

function anchorOf({ anchor_kind, anchor_id }: Row, section: string | undefined): Anchor {
  if (anchor_kind === 'section' && section !== undefined) return { kind: 'section', section };
  if (anchor_kind === 'evidence' && anchor_id !== null) return { kind: 'evidence', evidenceId: anchor_id };
  return { kind: 'case' };
}
