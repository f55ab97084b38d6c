import { AppError } from '#server/platform/app-error.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

const countWords = statement<
  [tagIds: readonly string[], categoryId: string | null],
  { tags: number; categories: number }
>(`
  select
    (select count(*)::int from app.tags t where t.workspace_id = (select app.tenant()) and t.id = any($1::uuid[])) as tags,
    (select count(*)::int from app.categories c where c.workspace_id = (select app.tenant()) and c.id = $2) as categories`);

export interface Words {
  readonly tagIds?: readonly string[] | undefined;
  readonly categoryId?: string | null | undefined;
}

/**
 * Tags the case had before may have been taken out of the workspace since: they are let pass, and go unnoticed.
 * `tagField` is where the caller's body has the tags.
 * @throws AppError invalid_field for a new tag, or a category, that this workspace does not have.
 */
export async function checkWords(
  tx: TenantTx,
  { tagIds = [], categoryId = null }: Words,
  { before = [], tagField = 'tagIds' }: { before?: readonly string[]; tagField?: string } = {},
): Promise<void> {
  if (new Set(tagIds).size !== tagIds.length) throw unknownWord(tagField, 'A tag is there twice.');
  const added = tagIds.filter((id) => !before.includes(id));
  if (added.length === 0 && categoryId === null) return;
  const [found] = await runIn(tx, countWords, [added, categoryId]);
  if (found?.tags !== added.length) throw unknownWord(tagField, 'There is no such tag here.');
  if (categoryId !== null && found.categories !== 1)
    throw unknownWord('categoryId', 'There is no such category here.');
}

function unknownWord(field: string, message: string): AppError {
  return new AppError('invalid_field', { field, message });
}

type TagValues = [workspaceId: string, caseId: string, tagIds: readonly string[]];

const insertTags = statement<TagValues, never>(`
  insert into app.case_tags (workspace_id, case_id, tag_id)
  select t.workspace_id, $2, t.id from app.tags t where t.workspace_id = $1 and t.id = any($3::uuid[])
  on conflict do nothing`);
const deleteTags = statement<TagValues, never>(`
  delete from app.case_tags where workspace_id = $1 and case_id = $2 and not tag_id = any($3::uuid[])`);

/** Makes these the tags that filters find the case by. */
export async function writeTags(
  tx: TenantTx,
  workspaceId: string,
  caseId: string,
  tagIds: readonly string[],
): Promise<void> {
  await Promise.all([
    runIn(tx, deleteTags, [workspaceId, caseId, tagIds]),
    runIn(tx, insertTags, [workspaceId, caseId, tagIds]),
  ]);
}
