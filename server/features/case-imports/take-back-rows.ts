import { errorStatus } from '#contracts/errors.ts';
import { takeBackCase } from '#server/features/cases/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { importCommand } from '#server/security/command.ts';
import { type MadeRow, noteTakenBack, pageMade, type Run } from './run.store.ts';
import { houseNow, NotWanted } from './shut-out.ts';
import { inWork, type Work } from './work.ts';

const PAGE = 50;

/** Takes back the cases of the rows behind this one that nobody has worked on. False where nobody wants it any more. */
export async function takeBackRows(work: Work, after: number): Promise<boolean> {
  for (let last = after; ; ) {
    // Looked at for each page: whoever may no longer takes nothing back either.
    await houseNow(work);
    const page = await inWork(work, (tx) => pageMade(tx, work.importId, last, PAGE));
    for (const made of page) {
      if (!(await takeOneBack(work, made))) return false;
      last = made.row;
    }
    if (page.length < PAGE) return true;
  }
}

async function takeOneBack(work: Work, made: MadeRow): Promise<boolean> {
  try {
    if (!made.busy) {
      await takeBack(work.services, work, { run: work, made });
      return true;
    }
  } catch (error) {
    if (error instanceof NotWanted) return false;
    if (!(error instanceof AppError) || errorStatus[error.code] >= 500) throw error;
    await houseNow(work);
  }
  return inWork(work, (tx) => noteTakenBack(tx, work, made.row, false));
}

const takeBack = importCommand({
  action: 'item.delete',
  load: async (_tx, input: { readonly run: Run; readonly made: MadeRow }) => input,
  // Whether anyone of this role could: the case itself is asked below.
  about: () => ({ own: true, assigned: true, restricted: false, grant: null }),
  async run(step, { run, made: { row, case_id: caseId, version } }): Promise<void> {
    const gone = await takeBackCase(step, caseId, version);
    if (!(await noteTakenBack(step.tx, run, row, gone))) throw new NotWanted();
    const detail = { import: run.importId, row };
    const action = gone ? 'case.taken-back' : 'case.kept';
    step.audit({ action, targetKind: 'case', targetId: caseId, detail });
  },
});
