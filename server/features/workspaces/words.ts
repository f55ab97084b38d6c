import type { TemplateContent } from '#contracts/presets.ts';
import type { Category, CategoryWrite, Tag, TagWrite, Template } from '#contracts/workspaces.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { Action } from '#server/security/access/index.ts';
import { command, type Step } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import { assertSeen, type FromVersion } from '#server/security/seen-version.ts';
import { loadSettings } from './load-settings.ts';
import {
  deleteWord,
  insertCategory,
  insertTag,
  insertTemplate,
  lockWord,
  updateCategory,
  updateTag,
  updateTemplate,
  type WordTable,
} from './word.store.ts';

type Named = { readonly id: string };
type Word = 'category' | 'tag' | 'template';

const nothing = async () => ({});
const anyone = () => null;

function newWord(step: Step<Action, object>) {
  return { workspaceId: step.actor.workspaceId, id: newId() };
}

function note(
  step: Step<Action, object>,
  kind: Word,
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
    const word = newWord(step);
    await insertCategory(step.tx, step.scope, word, { label, position });
    note(step, 'category', word.id, 'added');
    return { id: word.id, label, position, archived, version: 1 };
  },
});

export const changeCategory = command({
  action: 'taxonomy.edit',
  load: (tx, input: CategoryWrite & Named & FromVersion) => lockWord(tx, 'app.categories', input.id),
  about: anyone,
  rules: (_actor, word, input) => assertSeen(word, input),
  async run(step, { id, label, position, archived }): Promise<Category> {
    const archivedAt = archived ? step.services.clock.now().toISOString() : null;
    await updateCategory(step.tx, step.scope, id, { label, position, archivedAt });
    note(step, 'category', id, 'changed');
    return { id, label, position, archived, version: step.target.version + 1 };
  },
});

/** Cases of the category keep existing without one. */
export const removeCategory = remover('app.categories', 'taxonomy.edit', 'category');

export const addTag = command({
  action: 'taxonomy.edit',
  load: nothing,
  about: anyone,
  async run(step, tag: TagWrite): Promise<Tag> {
    const word = newWord(step);
    await insertTag(step.tx, step.scope, word, tag);
    note(step, 'tag', word.id, 'added');
    return { id: word.id, ...tag, version: 1 };
  },
});

export const changeTag = command({
  action: 'taxonomy.edit',
  load: (tx, input: TagWrite & Named & FromVersion) => lockWord(tx, 'app.tags', input.id),
  about: anyone,
  rules: (_actor, word, input) => assertSeen(word, input),
  async run(step, { id, ifMatch, ...tag }): Promise<Tag> {
    await updateTag(step.tx, step.scope, id, tag);
    note(step, 'tag', id, 'changed');
    return { id, ...tag, version: ifMatch + 1 };
  },
});

export const removeTag = remover('app.tags', 'taxonomy.edit', 'tag');

export const addTemplate = command({
  action: 'template.edit',
  load: nothing,
  about: anyone,
  async run(step, content: TemplateContent): Promise<Template> {
    await assertType(step, content.type);
    const word = newWord(step);
    await insertTemplate(step.tx, step.scope, word, content);
    note(step, 'template', word.id, 'added');
    return { id: word.id, ...content, version: 1 };
  },
});

export const changeTemplate = command({
  action: 'template.edit',
  load: (tx, input: TemplateContent & Named & FromVersion) => lockWord(tx, 'app.templates', input.id),
  about: anyone,
  rules: (_actor, word, input) => assertSeen(word, input),
  async run(step, { id, ifMatch, ...content }): Promise<Template> {
    await assertType(step, content.type);
    await updateTemplate(step.tx, step.scope, id, content);
    note(step, 'template', id, 'changed');
    return { id, ...content, version: ifMatch + 1 };
  },
});

export const removeTemplate = remover('app.templates', 'template.edit', 'template');

function remover<A extends Action>(table: WordTable, action: A, kind: Word) {
  return command({
    action,
    load: (tx, input: Named) => lockWord(tx, table, input.id),
    about: anyone,
    async run(step, { id }): Promise<void> {
      await deleteWord(step.tx, table, id);
      note(step, kind, id, 'removed');
    },
  });
}

async function assertType({ tx, actor }: Step<Action, object>, key: string): Promise<void> {
  const { caseTypes } = await loadSettings(tx, actor);
  if (caseTypes.some((type) => type.key === key)) return;
  throw new AppError('invalid_field', { field: 'type', message: 'There is no such type here.' });
}
