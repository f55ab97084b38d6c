import { runIn, statement } from '#server/platform/db/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

/** One thing that is searched: a case with its tags, a comment, the text of a file. */
export interface Source {
  readonly workspaceId: string;
  readonly caseId: string;
  readonly kind: 'case' | 'comment' | 'evidence';
  readonly id: string;
}

type Values = [workspaceId: string, caseId: string, kind: string, id: string, tokens: readonly string[]];

const upsert = statement<Values, never>(`
  insert into app.search_docs (workspace_id, case_id, source_kind, source_id, tokens) values ($1, $2, $3, $4, $5)
  on conflict (workspace_id, source_kind, source_id) do update set tokens = excluded.tokens`);

export async function putSource(tx: TenantTx, source: Source, tokens: readonly string[]): Promise<void> {
  const { workspaceId, caseId, kind, id } = source;
  await runIn(tx, upsert, [workspaceId, caseId, kind, id, tokens]);
}

/** Takes a source out of the index. */
export async function unindexSource(tx: TenantTx, { kind, id }: Pick<Source, 'kind' | 'id'>): Promise<void> {
  await tx
    .deleteFrom('app.search_docs')
    .where('source_kind', '=', kind)
    .where('source_id', '=', id)
    .execute();
}
