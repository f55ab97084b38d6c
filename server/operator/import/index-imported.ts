import { type BodyFields, bodyContext, type ListFields, listContext } from '../../features/cases/index.ts';
import { commentContext } from '../../features/comments/index.ts';
import { contactContext, indexContact, type KeptContact } from '../../features/contacts/index.ts';
import { findEvidence, indexEvidence, readText } from '../../features/evidence/index.ts';
import { indexCase, indexSource, tagLabelsOf } from '../../features/search-index/index.ts';
import { type Db, runIn, type Statement, statement } from '../../platform/db/index.ts';
import type { KeyScope, Sealed } from '../../security/crypto/index.ts';
import { inTenantAsSystem, type TenantTx } from '../../security/tenancy/index.ts';

const AT_ONCE = 50;
const FIRST = '00000000-0000-0000-0000-000000000000';

type Page<R> = Statement<[after: string, limit: number], R>;
type CaseRow = { id: string; sealed_list: Sealed<ListFields>; sealed_body: Sealed<BodyFields> };
type CommentRow = { id: string; case_id: string; sealed_content: Sealed<{ text: string }> };
const cases: Page<CaseRow> = statement(`
  select c.id, c.sealed_list, c.sealed_body from app.cases c
  where c.workspace_id = (select app.tenant()) and c.id > $1 order by c.id limit $2`);
const comments: Page<CommentRow> = statement(`
  select c.id, c.case_id, c.sealed_content from app.comments c
  where c.workspace_id = (select app.tenant()) and c.deleted_at is null and c.id > $1 order by c.id limit $2`);
type ContactRow = { id: string; sealed_content: Sealed<KeptContact> };
const contacts: Page<ContactRow> = statement(`
  select c.id, c.sealed_content from app.contacts c
  where c.workspace_id = (select app.tenant()) and c.id > $1 order by c.id limit $2`);
const files: Page<{ id: string }> = statement(`
  select e.id from app.evidence e where e.workspace_id = (select app.tenant())
    and e.deleted_at is null and e.state = 'clean' and e.id > $1
    and not exists (select 1 from app.evidence n where n.workspace_id = e.workspace_id and n.replaces_id = e.id
      and n.state = 'clean' and n.deleted_at is null)
  order by e.id limit $2`);

/** Makes what came in found by its words; run again, it does the same again. */
export async function indexImported(live: Db, scope: KeyScope, workspaceId: string): Promise<void> {
  await eachRow(live, workspaceId, cases, async (tx, { id, sealed_list, sealed_body }) => {
    const list = scope.unseal(listContext(id), sealed_list);
    const body = scope.unseal(bodyContext(id), sealed_body);
    const labels = await tagLabelsOf(tx, scope, list.tagIds);
    await indexCase(tx, scope, { workspaceId, id, title: list.title, ...body }, labels);
  });
  await eachRow(live, workspaceId, comments, async (tx, { id, case_id, sealed_content }) => {
    const { text } = scope.unseal(commentContext(id), sealed_content);
    await indexSource(tx, scope, { workspaceId, caseId: case_id, kind: 'comment', id }, [text]);
  });
  await eachRow(live, workspaceId, contacts, async (tx, { id, sealed_content }) =>
    indexContact(tx, scope, { workspaceId, id }, scope.unseal(contactContext(id), sealed_content)),
  );
  await eachRow(live, workspaceId, files, async (tx, { id }) => {
    const file = await findEvidence(tx, scope, id);
    if (file !== undefined) await indexEvidence(tx, scope, workspaceId, file, await readText(tx, scope, id));
  });
}

async function eachRow<R extends { readonly id: string }>(
  live: Db,
  workspaceId: string,
  page: Page<R>,
  index: (tx: TenantTx, row: R) => Promise<void>,
): Promise<void> {
  for (let after = FIRST; ; ) {
    const rows = await inTenantAsSystem(live, workspaceId, async (tx) => {
      const found = await runIn(tx, page, [after, AT_ONCE]);
      for (const row of found) await index(tx, row);
      return found;
    });
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}
