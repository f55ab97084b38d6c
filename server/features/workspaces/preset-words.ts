import { type KeyScope, newId } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import type { PresetContent } from './presets.ts';
import { insertCategory, insertTag, insertTemplate } from './word.store.ts';

/** Writes the categories, tags and templates a preset begins with. */
export async function addPresetWords(
  tx: TenantTx,
  scope: KeyScope,
  workspaceId: string,
  { categories, tags, templates }: PresetContent,
): Promise<void> {
  const fresh = () => ({ workspaceId, id: newId() });
  await Promise.all([
    ...categories.map((label, position) => insertCategory(tx, scope, fresh(), { label, position })),
    ...tags.map((label) => insertTag(tx, scope, fresh(), { label, color: 'grey' })),
    ...templates.map((content, position) => insertTemplate(tx, scope, fresh(), { ...content, position })),
  ]);
}
