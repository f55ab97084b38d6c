import { type BodyFields, bodyContext } from '#server/features/cases/index.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { KeyScope, Sealed } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

/** A source the index names for all tokens asked for: a case, a comment or a file. */
export interface Hit {
  readonly case_id: string;
  readonly source_kind: 'case' | 'comment' | 'evidence';
  readonly source_id: string;
}

const MOST_HITS = 2000;

const selectHits = statement<[tokens: readonly string[], most: number], Hit>(
  'select * from app.search_cases($1, $2)',
);

/** What the blind index finds. Ids of the whole workspace: who may see them is decided by the queries below. */
export function findHits(tx: TenantTx, tokens: readonly string[]): Promise<Hit[]> {
  return runIn(tx, selectHits, [tokens, MOST_HITS]);
}

const selectBodies = statement<[ids: readonly string[]], { id: string; sealed_body: Sealed<BodyFields> }>(
  'select c.id, c.sealed_body from app.cases c where c.workspace_id = app.tenant() and c.id = any($1::uuid[])',
);

/** The long fields of those of the cases that the reader may see. */
export async function openBodies(
  tx: TenantTx,
  scope: KeyScope,
  ids: readonly string[],
): Promise<Map<string, BodyFields>> {
  const rows = await runIn(tx, selectBodies, [ids]);
  return new Map(rows.map(({ id, sealed_body }) => [id, scope.unseal(bodyContext(id), sealed_body)]));
}

export interface FoundText {
  readonly caseId: string;
  readonly text: string;
}

type CommentRow = { id: string; case_id: string; sealed_content: Sealed<{ text: string }> };
const selectComments = statement<[ids: readonly string[]], CommentRow>(`
  select c.id, c.case_id, c.sealed_content from app.comments c
  where c.workspace_id = app.tenant() and c.id = any($1::uuid[]) and c.deleted_at is null`);

export async function openComments(
  tx: TenantTx,
  scope: KeyScope,
  ids: readonly string[],
): Promise<FoundText[]> {
  if (ids.length === 0) return [];
  const rows = await runIn(tx, selectComments, [ids]);
  return rows.map(({ id, case_id, sealed_content }) => ({
    caseId: case_id,
    text: scope.unseal({ table: 'comments', row: id, use: 'content' }, sealed_content).text,
  }));
}

type FileRow = {
  id: string;
  case_id: string;
  sealed_list: Sealed<{ name: string; caption: string }>;
  sealed_text: Sealed<string> | null;
};
const selectFiles = statement<[ids: readonly string[]], FileRow>(`
  select e.id, e.case_id, e.sealed_list, e.sealed_text from app.evidence e
  where e.workspace_id = app.tenant() and e.id = any($1::uuid[]) and e.deleted_at is null and e.state = 'clean'`);

export async function openFiles(tx: TenantTx, scope: KeyScope, ids: readonly string[]): Promise<FoundText[]> {
  if (ids.length === 0) return [];
  const rows = await runIn(tx, selectFiles, [ids]);
  return rows.flatMap(({ id, case_id: caseId, sealed_list, sealed_text }) => {
    const { name, caption } = scope.unseal({ table: 'evidence', row: id, use: 'list' }, sealed_list);
    const text =
      sealed_text === null ? '' : scope.unseal({ table: 'evidence', row: id, use: 'text' }, sealed_text);
    return [`${name} ${caption}`, text]
      .filter((part) => part.trim() !== '')
      .map((part) => ({ caseId, text: part }));
  });
}
