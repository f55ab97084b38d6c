import type { TemplateContent } from '#contracts/presets.ts';
import type { TagWrite } from '#contracts/workspaces.ts';
import { AppError } from '#server/platform/app-error.ts';
import { sqlState } from '#server/platform/db/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

/** Categories, tags and templates: the words a workspace chooses for itself. */
export type WordTable = 'app.categories' | 'app.tags' | 'app.templates';
export type SealedTag = TagWrite;

export const wordContext = {
  category: (id: string) => ({ table: 'categories', row: id, use: 'name' }) as const,
  tag: (id: string) => ({ table: 'tags', row: id, use: 'name' }) as const,
  template: (id: string) => ({ table: 'templates', row: id, use: 'content' }) as const,
};

/** A tag is found by its name whatever the case it is typed in. */
export function tagDigest(scope: KeyScope, label: string): Buffer {
  return scope.lookup('tag', label.normalize('NFKC').toLowerCase());
}

/** Locks the word for a change. */
export function lockWord(
  tx: TenantTx,
  table: WordTable,
  id: string,
): Promise<{ id: string; version: number } | undefined> {
  return tx.selectFrom(table).select(['id', 'version']).where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function deleteWord(tx: TenantTx, table: WordTable, id: string): Promise<void> {
  await tx.deleteFrom(table).where('id', '=', id).execute();
}

/** In which workspace a new word stands, and under which id. */
export interface NewWord {
  readonly workspaceId: string;
  readonly id: string;
}

export async function insertCategory(
  tx: TenantTx,
  scope: KeyScope,
  { workspaceId: workspace_id, id }: NewWord,
  { label, position }: { readonly label: string; readonly position: number },
): Promise<void> {
  const sealed_name = scope.seal<string>(wordContext.category(id), label);
  await tx.insertInto('app.categories').values({ workspace_id, id, sealed_name, position }).execute();
}

export async function updateCategory(
  tx: TenantTx,
  scope: KeyScope,
  id: string,
  change: { readonly label: string; readonly position: number; readonly archivedAt: string | null },
): Promise<void> {
  const { label, position, archivedAt: archived_at } = change;
  const sealed_name = scope.seal<string>(wordContext.category(id), label);
  await tx
    .updateTable('app.categories')
    .set((row) => ({ sealed_name, position, archived_at, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** @throws AppError conflict when there is a tag of this name. */
export async function insertTag(
  tx: TenantTx,
  scope: KeyScope,
  { workspaceId: workspace_id, id }: NewWord,
  tag: SealedTag,
): Promise<void> {
  const row = { workspace_id, id, ...sealedTag(scope, id, tag) };
  await unique(tx.insertInto('app.tags').values(row).execute());
}

/** @throws AppError conflict when there is another tag of this name. */
export async function updateTag(tx: TenantTx, scope: KeyScope, id: string, tag: SealedTag): Promise<void> {
  const change = sealedTag(scope, id, tag);
  const next = tx.updateTable('app.tags').set((row) => ({ ...change, version: row('version', '+', 1) }));
  await unique(next.where('id', '=', id).execute());
}

export async function insertTemplate(
  tx: TenantTx,
  scope: KeyScope,
  { workspaceId: workspace_id, id }: NewWord,
  { position, ...content }: TemplateContent & { readonly position?: number },
): Promise<void> {
  const sealed_content = scope.seal<TemplateContent>(wordContext.template(id), content);
  const row = { workspace_id, id, case_type: content.type, sealed_content };
  await tx
    .insertInto('app.templates')
    .values(position === undefined ? row : { ...row, position })
    .execute();
}

export async function updateTemplate(
  tx: TenantTx,
  scope: KeyScope,
  id: string,
  content: TemplateContent,
): Promise<void> {
  const sealed_content = scope.seal<TemplateContent>(wordContext.template(id), content);
  await tx
    .updateTable('app.templates')
    .set((row) => ({ case_type: content.type, sealed_content, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

function sealedTag(scope: KeyScope, id: string, tag: SealedTag) {
  return {
    name_digest: tagDigest(scope, tag.label),
    sealed_name: scope.seal<SealedTag>(wordContext.tag(id), tag),
  };
}

const UNIQUE_VIOLATION = '23505';

async function unique<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    throw new AppError('conflict', {
      field: 'label',
      message: 'There is a tag of this name already.',
      cause: error,
    });
  }
}
