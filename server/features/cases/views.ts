import type { SavedView, SavedViewList, SavedViewWrite } from '#contracts/case-lists.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { assertAllowed, command } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import { assertSeen, type FromVersion } from '#server/security/seen-version.ts';
import { deleteView, findView, insertView, listViews, updateView } from './view.store.ts';

/** One's own views and those shared with the workspace. */
export function getViews(caller: WorkspaceCaller): Promise<SavedViewList> {
  return read(caller, 'case.read', async (tx, { actor, scope }) => {
    const items = await listViews(tx, scope, actor.userId);
    const disclosed =
      items.length === 0
        ? undefined
        : { action: 'view.listed' as const, targetKind: 'view', targetId: null, fields: ['name', 'filter'] };
    return { out: { items }, disclosed };
  });
}

/** Keeps a filter under a name. Sharing it puts a word in everyone's list: that is a template's right. */
export const saveView = command({
  action: 'case.create',
  load: async (_tx, input: SavedViewWrite) => input,
  about: () => null,
  rules(actor, _target, { shared }) {
    if (shared) assertAllowed(actor, 'template.edit', null);
  },
  async run({ tx, actor, scope, audit }, input): Promise<SavedView> {
    const view = { ...input, id: newId() };
    await insertView(tx, scope, actor, view);
    audit({
      action: 'view.saved' as const,
      targetKind: 'view',
      targetId: view.id,
      fields: Object.keys(input),
    });
    return { ...view, mine: true, version: 1 };
  },
});

export const changeView = command({
  action: 'case.create',
  load: (tx, { id }: SavedViewWrite & FromVersion & { id: string }, actor, scope) =>
    findView(tx, scope, actor.userId, id),
  about: () => null,
  rules(actor, view: SavedView, { shared, ifMatch }) {
    assertMine(view);
    assertSeen(view, { ifMatch });
    if (shared) assertAllowed(actor, 'template.edit', null);
  },
  async run({ tx, scope, audit, target }, { id, name, filter, sort, shared }): Promise<SavedView> {
    await updateView(tx, scope, { id, name, filter, sort, shared });
    audit({
      action: 'view.changed' as const,
      targetKind: 'view',
      targetId: id,
      fields: ['name', 'filter', 'sort'],
    });
    return { id, name, filter, sort, shared, mine: true, version: target.version + 1 };
  },
});

/** One's own, and of what others have shared whoever may share: what nobody may take away stands in every list for good. */
export const removeView = command({
  action: 'case.create',
  load: (tx, { id }: { id: string }, actor, scope) => findView(tx, scope, actor.userId, id),
  about: () => null,
  rules(actor, view: SavedView) {
    if (!view.mine) assertAllowed(actor, 'template.edit', null);
  },
  async run({ tx, audit }, { id }) {
    await deleteView(tx, id);
    audit({ action: 'view.removed' as const, targetKind: 'view', targetId: id });
  },
});

function assertMine({ mine }: SavedView): void {
  if (!mine) throw new AppError('forbidden', { details: { reason: 'not-own' } });
}
