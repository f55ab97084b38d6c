import type { CaseFilter } from '#contracts/case-lists.ts';
import { type BodyFields, type CaseListRow, caseConditions } from '#server/features/cases/index.ts';
import type { SealedTag } from '#server/features/workspaces/index.ts';
import { sql } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

/** A text that may hold the words asked for, sealed, as its reader may see it. */
export type FoundRow =
  | (CaseListRow & { readonly kind: 'case'; readonly sealed: Sealed<BodyFields> })
  | SourceRow<'comment', { text: string }>
  | (SourceRow<'evidence', { name: string; caption: string }> & { readonly more: Sealed<string> | null })
  | SourceRow<'tag', SealedTag>;

interface SourceRow<Kind extends string, Content> {
  readonly kind: Kind;
  readonly source_id: string;
  readonly case_id: string;
  readonly sealed: Sealed<Content>;
}

export interface Asked {
  readonly tokens: readonly string[];
  readonly filter: CaseFilter;
  /** How many sources the index may name, and how many cases, the last changed ones, are opened. */
  readonly mostHits: number;
  readonly mostCases: number;
}

// The columns that a case alone has.
const NO_CASE = sql`null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null`;
// Asked as a value, so that the cases found are hashed once: joined they would be gone through for every hit.
const OF_FOUND_CASE = sql`(h.case_id in (select f.id from found f)) is true`;

/**
 * What the blind index names, as far as this reader may see it and the filter lets it pass, in one statement. The
 * index answers for the whole workspace with ids alone; every text comes through the policies of its own table.
 */
export async function findSources(tx: TenantTx, asked: Asked): Promise<FoundRow[]> {
  const { tokens, filter, mostHits, mostCases } = asked;
  const found = await sql<FoundRow>`
    with hits as materialized (
      select h.case_id, h.source_kind, h.source_id from app.search_cases(${tokens}, ${mostHits}) h
    ), found as materialized (
      select c.* from (select distinct h.case_id from hits h) h
      join app.cases c on c.workspace_id = (select app.tenant()) and c.id = h.case_id
      where ${caseConditions(filter)}
      order by c.updated_at desc, c.id limit ${mostCases}
    )
    select 'case' as kind, f.id as source_id, f.id as case_id, f.sealed_body as sealed, null::bytea as more,
      f.id, f.number, f.case_type, f.state, f.phase, f.revision_needed, f.severity, f.category_id, f.owner_id,
      f.restricted, f.due_at, f.version, f.created_at, f.updated_at, f.sealed_list, o.sealed_profile as owner_profile
    from found f join app.memberships o on o.workspace_id = (select app.tenant()) and o.user_id = f.owner_id
    union all
    select 'comment', m.id, m.case_id, m.sealed_content, null, ${NO_CASE}
    from hits h join app.comments m on m.workspace_id = (select app.tenant()) and m.id = h.source_id
    where h.source_kind = 'comment' and m.deleted_at is null and ${OF_FOUND_CASE}
    union all
    select 'evidence', e.id, e.case_id, e.sealed_list, e.sealed_text, ${NO_CASE}
    from hits h join app.evidence e on e.workspace_id = (select app.tenant()) and e.id = h.source_id
    where h.source_kind = 'evidence' and e.deleted_at is null and e.state = 'clean' and ${OF_FOUND_CASE}
    union all
    select 'tag', t.id, g.case_id, t.sealed_name, null, ${NO_CASE}
    from found f join app.case_tags g on g.workspace_id = (select app.tenant()) and g.case_id = f.id
    join app.tags t on t.workspace_id = (select app.tenant()) and t.id = g.tag_id`.execute(tx);
  return found.rows;
}
