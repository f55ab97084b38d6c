import type { AuditActionName } from '#contracts/audit-actions.ts';
import type { CaseImport, ImportState } from '#contracts/case-imports.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command } from '#server/security/command.ts';
import { deleteImport, type ImportRecord, lockImport, setImportState } from './case-import.store.ts';
import { importView } from './import.view.ts';
import { assertWaits } from './plan-import.ts';
import { queueImport } from './queue-import.ts';

interface Asked {
  readonly importId: string;
}

/** A change of an import's state, by its maker. */
function turn(
  state: ImportState,
  action: AuditActionName,
  assertMay: (record: ImportRecord, now: Date) => void,
) {
  return command({
    action: 'case.import',
    load: (tx, { importId }: Asked, _actor, scope) => lockImport(tx, scope, importId),
    about: () => null,
    async run({ tx, permit, target, services, audit }, { importId }): Promise<CaseImport> {
      assertMay(target, services.clock.now());
      await setImportState(tx, permit, importId, state);
      const { made, refused } = target;
      audit({ action, targetKind: 'case-import', targetId: importId, detail: { made, refused } });
      return importView({ ...target, state });
    },
  });
}

const begin = turn('queued', 'case-import.asked', (record, now) => {
  assertWaits(record);
  assertKept(record, now);
  if (record.rows === null) throw new AppError('conflict', { message: 'Check the file first.' });
});

const beginUndo = turn('undoing', 'case-import.undo-asked', (record, now) => {
  assertKept(record, now);
  if (!['done', 'cancelled', 'stopped'].includes(record.state) || record.made === 0)
    throw new AppError('conflict', { message: 'There is nothing to take back.' });
});

/** Stops a run: what was made stays, and can be taken back. */
export const cancelRun = turn('cancelled', 'case-import.cancelled', ({ state }) => {
  if (state !== 'queued' && state !== 'running')
    throw new AppError('conflict', { message: 'This import is not under way.' });
});

/** Asks for the cases of a checked file to be made; a job makes them. */
export async function runImport(caller: WorkspaceCaller, asked: Asked): Promise<CaseImport> {
  const view = await begin(caller, asked);
  await queueImport(caller.services, { workspaceId: caller.workspaceId, importId: asked.importId });
  return view;
}

/** Asks for the cases of an import to be taken back, those that nobody has worked on. */
export async function undoImport(caller: WorkspaceCaller, asked: Asked): Promise<CaseImport> {
  const view = await beginUndo(caller, asked);
  await queueImport(caller.services, { workspaceId: caller.workspaceId, importId: asked.importId });
  return view;
}

/** Discards a file that nothing was made of. */
export const discardImport = command({
  action: 'case.import',
  load: (tx, { importId }: Asked, _actor, scope) => lockImport(tx, scope, importId),
  about: () => null,
  rules(_actor, { state }: ImportRecord) {
    if (state !== 'receiving' && state !== 'received')
      throw new AppError('conflict', { message: 'This import was run: its line stays.' });
  },
  async run({ tx, permit, audit }, { importId }): Promise<void> {
    await deleteImport(tx, permit, importId);
    audit({ action: 'case-import.discarded', targetKind: 'case-import', targetId: importId });
  },
});

function assertKept({ keptUntil }: ImportRecord, now: Date): void {
  if (new Date(keptUntil) <= now) throw new AppError('gone', { message: 'The file is no longer kept.' });
}
