import type { ImportPlan } from '#contracts/case-imports.ts';
import { type ImportJob, systemCommand } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { bringRows } from './bring-rows.ts';
import { findImport } from './case-import.store.ts';
import { endRun, takeImport } from './run.store.ts';
import { ShutOut } from './shut-out.ts';
import { takeBackRows } from './take-back-rows.ts';
import { inWork, type Work, withBeat } from './work.ts';

/**
 * Goes on with an import from where it stands to its end. Each row is one transaction, entered as the person who asked, with
 * the role they have then: the case, its audit entry and the note that this row is done, all or none. Does nothing while
 * another run is at it.
 */
export async function goOnWithImport(services: Services, job: ImportJob): Promise<void> {
  const work: Work = { services, ...job, runId: newId() };
  const taken = await inWork(work, (tx) => takeImport(tx, work));
  if (taken === undefined) return;
  await withBeat(work, async () => {
    try {
      const done = taken.undoing
        ? await takeBackRows(work, taken.rowDone)
        : await bringRows(work, await planOf(work), taken.rowDone);
      if (done) await end(services, work.workspaceId, { work, state: taken.undoing ? 'undone' : 'done' });
    } catch (error) {
      if (!(error instanceof ShutOut)) throw error;
      await end(services, work.workspaceId, { work, state: 'stopped' });
    }
  });
}

async function planOf(work: Work): Promise<ImportPlan> {
  const record = await inWork(work, (tx, scope) => findImport(tx, scope, work.importId));
  if (!record?.plan) throw new Error('an import without a plan was run');
  return record.plan;
}

const end = systemCommand({
  action: 'case.import',
  load: async (_tx, input: { readonly work: Work; readonly state: 'done' | 'undone' | 'stopped' }) => input,
  about: () => null,
  async run({ tx, scope, audit, emit, actor }, { work, state }): Promise<void> {
    const ended = await endRun(tx, work, state);
    const now = await findImport(tx, scope, work.importId);
    const { made = 0, refused = 0, undone = 0, left = 0 } = now ?? {};
    audit({
      action: ended ? `case-import.${state}` : 'case-import.abandoned',
      targetKind: 'case-import',
      targetId: work.importId,
      detail: { made, refused, undone, left },
    });
    emit({ topic: 'workspace.changed', targetId: actor.workspaceId });
  },
});
