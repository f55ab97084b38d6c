import type { Held, HoldWrite } from '#contracts/retention.ts';
import { addActivity, type CaseRecord, loadCase, relationTo } from '#server/features/cases/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command } from '#server/security/command.ts';
import { writeHold } from './hold.store.ts';

type Holding = HoldWrite & { readonly caseId: string };

/** Nothing of the case is deleted from now on, by anybody or any job, until the hold is lifted (claim FTS-28). */
export const holdCase = holding(true);
export const liftHold = holding(false);

function holding(held: boolean) {
  return command({
    action: 'workspace.retain',
    load: (tx, { caseId }: Holding, _actor, scope) => loadCase(tx, scope, caseId),
    about: (actor, record: CaseRecord) => relationTo(actor.userId, record),
    async run({ tx, actor, permit, scope, audit, emit }, { caseId, reason }): Promise<Held> {
      const version = await writeHold(tx, permit, caseId, held);
      if (version === undefined)
        throw new AppError('conflict', { details: { reason: held ? 'held-already' : 'not-held' } });
      const kind = held ? 'hold-placed' : 'hold-lifted';
      await addActivity(tx, scope, actor, { caseId, kind, text: reason, version });
      audit({ action: `case.${kind}`, targetKind: 'case', targetId: caseId, fields: ['legalHold'] });
      emit({ topic: 'case.changed', targetId: caseId });
      return { held, version };
    },
  });
}
