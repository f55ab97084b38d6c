import type { TemplateContent } from '#contracts/presets.ts';
import type { Category, CategoryWrite, Tag, TagWrite, Template } from '#contracts/workspaces.ts';
import { AppError } from '#server/platform/app-error.ts';
import { sqlState } from '#server/platform/db/index.ts';
import type { Action } from '#server/security/access/index.ts';
import { command, type Step } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { loadSettings } from './load-settings.ts';
import { type SealedTag, tagDigest, wordContext } from './preset-words.ts';

type Table = 'app.categories' | 'app.tags' | 'app.templates';
type Named = { readonly id: string };

const nothing = async () => ({});
const anyone = () => null;

function existing(table: Table) {
  return (tx: TenantTx, { id }: Named) =>
    tx.selectFrom(table).select('id').where('id', '=', id).forUpdate().executeTakeFirst();
}

function note(
  step: Step<Action, object>,
  kind: string,
  id: string,
  what: 'added' | 'changed' | 'removed',
): void {
  step.audit({ action: `${kind}.${what}`, targetKind: kind, targetId: id });
  step.emit({ topic: 'workspace.changed', targetId: step.actor.workspaceId });
}

export const addCategory = command({
  action: 'taxonomy.edit',
  load: nothing,
  about: anyone,
  async run(step, { label, position, archived }: CategoryWrite): Promise<Category> {
    const id = newId();
    const sealed_name = step.scope.seal<string>(wordContext.category(id), label);
    await step.tx
      .insertInto('app.categories')
      .values({ workspace_id: step.actor.workspaceId, id, sealed_name, position })
      .execute();
    note(step, 'category', id, 'added');
    return { id, label, position, archived };
  },
});

export const changeCategory = command({
  action: 'taxonomy.edit',
  load: (tx, input: CategoryWrite & Named) => existing('app.categories')(tx, input),
  about: anyone,
  async run(step, { id, label, position, archived }): Promise<Category> {
    const sealed_name = step.scope.seal<string>(wordContext.category(id), label);
    const archived_at = archived ? step.services.clock.now().toISOString() : null;
    await step.tx
      .updateTable('app.categories')
      .set({ sealed_name, position, archived_at })
      .where('id', '=', id)
      .execute();
    note(step, 'category', id, 'changed');
    return { id, label, position, archived };
  },
});

/** Cases of the category keep existing without one. */
export const removeCategory = remover('app.categories', 'taxonomy.edit', 'category');

export const addTag = command({
  action: 'taxonomy.edit',
  load: nothing,
  about: anyone,
  async run(step, tag: TagWrite): Promise<Tag> {
    const id = newId();
    const row = { workspace_id: step.actor.workspaceId, id, ...sealedTag(step, id, tag) };
    await unique(step.tx.insertInto('app.tags').values(row).execute());
    note(step, 'tag', id, 'added');
    return { id, ...tag };
  },
});

export const changeTag = command({
  action: 'taxonomy.edit',
  load: (tx, input: TagWrite & Named) => existing('app.tags')(tx, input),
  about: anyone,
  async run(step, { id, ...tag }): Promise<Tag> {
    await unique(
      step.tx
        .updateTable('app.tags')
        .set(sealedTag(step, id, tag))
        .where('id', '=', id)
        .execute(),
    );
    note(step, 'tag', id, 'changed');
    return { id, ...tag };
  },
});

export const removeTag = remover('app.tags', 'taxonomy.edit', 'tag');

export const addTemplate = command({
  action: 'template.edit',
  load: nothing,
  about: anyone,
  async run(step, content: TemplateContent): Promise<Template> {
    const id = newId();
    await assertType(step, content.type);
    const sealed_content = step.scope.seal<TemplateContent>(wordContext.template(id), content);
    await step.tx
      .insertInto('app.templates')
      .values({ workspace_id: step.actor.workspaceId, id, case_type: content.type, sealed_content })
      .execute();
    note(step, 'template', id, 'added');
    return { id, ...content };
  },
});

export const changeTemplate = command({
  action: 'template.edit',
  load: (tx, input: TemplateContent & Named) => existing('app.templates')(tx, input),
  about: anyone,
  async run(step, { id, ...content }): Promise<Template> {
    await assertType(step, content.type);
    const sealed_content = step.scope.seal<TemplateContent>(wordContext.template(id), content);
    await step.tx
      .updateTable('app.templates')
      .set({ case_type: content.type, sealed_content })
      .where('id', '=', id)
      .execute();
    note(step, 'template', id, 'changed');
    return { id, ...content };
  },
});

export const removeTemplate = remover('app.templates', 'template.edit', 'template');

function remover<A extends Action>(table: Table, action: A, kind: string) {
  return command({
    action,
    load: (tx, input: Named) => existing(table)(tx, input),
    about: anyone,
    async run(step, { id }): Promise<void> {
      await step.tx.deleteFrom(table).where('id', '=', id).execute();
      note(step, kind, id, 'removed');
    },
  });
}

function sealedTag({ scope }: Step<Action, object>, id: string, tag: SealedTag) {
  return {
    name_digest: tagDigest(scope, tag.label),
    sealed_name: scope.seal<SealedTag>(wordContext.tag(id), tag),
  };
}

async function assertType({ tx, actor }: Step<Action, object>, key: string): Promise<void> {
  const { caseTypes } = await loadSettings(tx, actor);
  if (caseTypes.some((type) => type.key === key)) return;
  throw new AppError('invalid_field', { field: 'type', message: 'There is no such type here.' });
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
