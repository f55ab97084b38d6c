import type { CaseImport, ImportCreate } from '#contracts/case-imports.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import { findImport, type ImportRecord, insertImport, listImports } from './case-import.store.ts';
import { importView } from './import.view.ts';

const MOST_UNFINISHED = 10;

/** Announces a file; its bytes follow in pieces. @throws AppError payload_too_large, conflict. */
export const startImport = command({
  action: 'case.import',
  load: (tx, _input: ImportCreate, _actor, scope) => listImports(tx, scope),
  about: () => null,
  rules(_actor, mine: readonly ImportRecord[]) {
    const unfinished = mine.filter(({ state }) => state === 'receiving' || state === 'received');
    if (unfinished.length >= MOST_UNFINISHED)
      throw new AppError('conflict', { message: 'Ten files wait for you already. Discard one of them.' });
  },
  async run({ tx, actor, permit, scope, services, audit }, { name, size }): Promise<CaseImport> {
    const { bytes } = services.importLimits;
    if (size > bytes)
      throw new AppError('payload_too_large', {
        field: 'size',
        message: `A file to import has at most ${Math.floor(bytes / 1_048_576)} MB.`,
      });
    const id = newId();
    await insertImport(tx, permit, scope, {
      workspaceId: actor.workspaceId,
      id,
      userId: actor.userId,
      name,
      size,
    });
    audit({ action: 'case-import.begun', targetKind: 'case-import', targetId: id, detail: { size } });
    const made = await findImport(tx, scope, id);
    if (made === undefined) throw new AppError('internal');
    return importView(made);
  },
});
