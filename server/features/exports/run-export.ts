import { archiveSize } from '#server/platform/zip/index.ts';
import { systemCommand } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { BEGINNING, type StepPlace } from './archive-file.ts';
import { beginExportFile, finishExport, setStepsTotal, stepOn, takeExport } from './export.store.ts';
import { archiveParts, countSteps } from './parts.ts';
import { archiveFiles, inWork, type Work, withBeat } from './work.ts';
import { writeFile } from './write-file.ts';

export interface ExportJob {
  readonly workspaceId: string;
  readonly exportId: string;
}

/**
 * Goes on with an export from where it stands to its end (claims FL-32, FTS-23). A step is one file of the archive:
 * begun, written, and settled with the place of the next, so that a run that dies loses what it was writing alone.
 * Does nothing while another run is at it.
 */
export async function runExport(services: Services, job: ExportJob): Promise<void> {
  const work: Work = { services, ...job, runId: newId() };
  const taken = await inWork(work, (tx) => takeExport(tx, work.exportId, work.runId));
  if (taken === undefined) return;
  await withBeat(work, async () => {
    if (taken.steps_total === null) {
      const total = await countSteps(work);
      await inWork(work, (tx) => setStepsTotal(tx, work.exportId, total));
    }
    let at: Standing | undefined = { place: { ...BEGINNING, ...taken.place }, files: taken.files };
    while (at !== undefined && at.place.part < archiveParts().length) at = await step(work, at);
    if (at !== undefined)
      await finish(services, work.workspaceId, { work, size: await archiveSize(() => archiveFiles(work)) });
  });
}

interface Standing {
  readonly place: StepPlace;
  readonly files: number;
}

/** Undefined where somebody else has it now, or nobody wants it any more. */
async function step(work: Work, { place, files }: Standing): Promise<Standing | undefined> {
  const { services, workspaceId, exportId } = work;
  const stretch = await archiveParts()[place.part]?.(work, place);
  if (!stretch) {
    const next = { place: { part: place.part + 1, file: 1, after: null }, files };
    return (await inWork(work, (tx, scope) => stepOn(tx, scope, work, next))) ? next : undefined;
  }
  const [id, number] = [newId(), files + 1];
  await inWork(work, (tx) => beginExportFile(tx, { workspaceId, exportId, number, id }));
  const head = await services.keys.retrying(workspaceId, (scope) =>
    writeFile({ blobs: services.blobs, scope, workspaceId }, id, stretch),
  );
  const next = {
    place: { part: place.part, file: place.file + 1, after: stretch.outcome().after },
    files: number,
  };
  return (await inWork(work, (tx, scope) => stepOn(tx, scope, work, { ...next, file: { id, head } })))
    ? next
    : undefined;
}

const finish = systemCommand({
  action: 'workspace.export',
  load: async (_tx, input: { readonly work: Work; readonly size: number }) => input,
  about: () => null,
  async run({ tx, permit, audit, emit, actor }, { work, size }): Promise<void> {
    const { exportId, runId } = work;
    const done = await finishExport(tx, permit, { exportId, runId, size });
    const action = done ? 'export.done' : 'export.abandoned';
    audit({ action, targetKind: 'export', targetId: exportId, detail: { size } });
    emit({ topic: 'workspace.changed', targetId: actor.workspaceId });
  },
});
