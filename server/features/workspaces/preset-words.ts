import type { TemplateContent } from '#contracts/presets.ts';
import type { Tag } from '#contracts/workspaces.ts';
import { type KeyScope, newId } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import type { PresetContent } from './presets.ts';

export type SealedTag = Omit<Tag, 'id'>;

export const wordContext = {
  category: (id: string) => ({ table: 'categories', row: id, use: 'name' }) as const,
  tag: (id: string) => ({ table: 'tags', row: id, use: 'name' }) as const,
  template: (id: string) => ({ table: 'templates', row: id, use: 'content' }) as const,
};

/** A tag is found by its name whatever the case it is typed in. */
export function tagDigest(scope: KeyScope, label: string): Buffer {
  return scope.lookup('tag', label.normalize('NFKC').toLowerCase());
}

/** Writes the categories, tags and templates a preset begins with. */
export async function addPresetWords(
  tx: TenantTx,
  scope: KeyScope,
  workspaceId: string,
  { categories, tags, templates }: PresetContent,
): Promise<void> {
  await Promise.all([
    ...categories.map((label, position) => addCategory(tx, scope, workspaceId, { label, position })),
    ...tags.map((label) => addTag(tx, scope, workspaceId, { label, color: 'grey' })),
    ...templates.map((content, position) => addTemplate(tx, scope, workspaceId, { content, position })),
  ]);
}

async function addCategory(
  tx: TenantTx,
  scope: KeyScope,
  workspaceId: string,
  { label, position }: { label: string; position: number },
): Promise<void> {
  const id = newId();
  const sealed_name = scope.seal<string>(wordContext.category(id), label);
  await tx
    .insertInto('app.categories')
    .values({ workspace_id: workspaceId, id, sealed_name, position })
    .execute();
}

async function addTag(tx: TenantTx, scope: KeyScope, workspaceId: string, tag: SealedTag): Promise<void> {
  const id = newId();
  const sealed_name = scope.seal<SealedTag>(wordContext.tag(id), tag);
  const name_digest = tagDigest(scope, tag.label);
  await tx
    .insertInto('app.tags')
    .values({ workspace_id: workspaceId, id, name_digest, sealed_name })
    .execute();
}

async function addTemplate(
  tx: TenantTx,
  scope: KeyScope,
  workspaceId: string,
  { content, position }: { content: TemplateContent; position: number },
): Promise<void> {
  const id = newId();
  const sealed_content = scope.seal<TemplateContent>(wordContext.template(id), content);
  const row = { workspace_id: workspaceId, id, case_type: content.type, sealed_content, position };
  await tx.insertInto('app.templates').values(row).execute();
}
