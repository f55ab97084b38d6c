import type { TemplateContent } from '#contracts/presets.ts';
import type { Category, Tag, Template, Workspace } from '#contracts/workspaces.ts';
import { AppError } from '#server/platform/app-error.ts';
import { actionsOn } from '#server/security/access/index.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import type { KeyScope, Sealed } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { type WorkspaceProfile, workspaceContext } from './create-workspace.ts';
import { loadSettings } from './load-settings.ts';
import { type SealedTag, wordContext } from './word.store.ts';

/** Everything a screen needs to draw the workspace. */
export function readWorkspace(caller: WorkspaceCaller): Promise<Workspace> {
  return read(caller, 'case.read', async (tx, { actor, scope }) => ({
    out: await loadWorkspace(tx, actor, scope),
    disclosed: undefined,
  }));
}

export async function loadWorkspace(tx: TenantTx, actor: Actor, scope: KeyScope): Promise<Workspace> {
  const [row, settings, categories, tags, templates] = await Promise.all([
    workspaceRow(tx, actor.workspaceId),
    loadSettings(tx, actor),
    loadCategories(tx, scope),
    loadTags(tx, scope),
    loadTemplates(tx, scope),
  ]);
  return {
    id: actor.workspaceId,
    name: scope.unseal(workspaceContext(actor.workspaceId), row.sealed_profile).name,
    preset: row.preset,
    region: row.region,
    version: row.version,
    role: actor.role,
    actions: actionsOn(actor, null, actor.policies),
    policies: actor.policies,
    ...settings,
    categories,
    tags,
    templates,
  };
}

interface WorkspaceRow {
  readonly sealed_profile: Sealed<WorkspaceProfile>;
  readonly preset: Workspace['preset'];
  readonly region: string;
  readonly version: number;
}

async function workspaceRow(tx: TenantTx, id: string): Promise<WorkspaceRow> {
  const row = await tx
    .selectFrom('app.workspaces')
    .select(['sealed_profile', 'preset', 'region', 'version'])
    .where('id', '=', id)
    .$narrowType<WorkspaceRow>()
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found');
  return row;
}

export async function loadCategories(tx: TenantTx, scope: KeyScope): Promise<Category[]> {
  const rows = await tx
    .selectFrom('app.categories')
    .select(['id', 'sealed_name', 'position', 'archived_at', 'version'])
    .orderBy('position')
    .orderBy('id')
    .limit(500)
    .$narrowType<{ sealed_name: Sealed<string> }>()
    .execute();
  return rows.map(({ id, sealed_name, position, archived_at, version }) => ({
    id,
    label: scope.unseal(wordContext.category(id), sealed_name),
    position,
    archived: archived_at !== null,
    version,
  }));
}

export async function loadTags(tx: TenantTx, scope: KeyScope): Promise<Tag[]> {
  const rows = await tx
    .selectFrom('app.tags')
    .select(['id', 'sealed_name', 'version'])
    .limit(1000)
    .$narrowType<{ sealed_name: Sealed<SealedTag> }>()
    .execute();
  return rows
    .map(({ id, sealed_name, version }) => ({
      id,
      ...scope.unseal(wordContext.tag(id), sealed_name),
      version,
    }))
    .sort((one, other) => one.label.localeCompare(other.label));
}

async function loadTemplates(tx: TenantTx, scope: KeyScope): Promise<Template[]> {
  const rows = await tx
    .selectFrom('app.templates')
    .select(['id', 'sealed_content', 'version'])
    .orderBy('position')
    .orderBy('id')
    .limit(100)
    .$narrowType<{ sealed_content: Sealed<TemplateContent> }>()
    .execute();
  return rows.map(({ id, sealed_content, version }) => ({
    id,
    ...scope.unseal(wordContext.template(id), sealed_content),
    version,
  }));
}
