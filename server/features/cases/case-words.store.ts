import { AppError } from '#server/platform/app-error.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

const countWords = statement<
  [tagIds: readonly string[], categoryId: string | null],
  { tags: number; categories: number }
>(`
  select
    (select count(*)::int from app.tags t where t.workspace_id = app.tenant() and t.id = any($1::uuid[])) as tags,
    (select count(*)::int from app.categories c where c.workspace_id = app.tenant() and c.id = $2) as categories`);

export interface Words {
  readonly tagIds?: readonly string[] | undefined;
  readonly categoryId?: string | null | undefined;
}

/** @throws AppError invalid_field for a tag or category that this workspace does not have. */
export async function checkWords(tx: TenantTx, { tagIds = [], categoryId = null }: Words): Promise<void> {
  const distinct = new Set(tagIds).size;
  if (distinct !== tagIds.length) throw unknownWord('tagIds', 'A tag is there twice.');
  if (distinct === 0 && categoryId === null) return;
  const [found] = await runIn(tx, countWords, [tagIds, categoryId]);
  if (found?.tags !== distinct) throw unknownWord('tagIds', 'There is no such tag here.');
  if (categoryId !== null && found.categories !== 1)
    throw unknownWord('categoryId', 'There is no such category here.');
}

function unknownWord(field: string, message: string): AppError {
  return new AppError('invalid_field', { field, message });
}

type TagValues = [workspaceId: string, caseId: string, tagIds: readonly string[]];

const insertTags = statement<TagValues, never>(`
  insert into app.case_tags (workspace_id, case_id, tag_id) select $1, $2, t from unnest($3::uuid[]) t
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
