import { decide, relationToItem } from '#server/security/access/index.ts';
import type { Step } from '#server/security/command.ts';
import { relationTo } from './case.policy.ts';
import { deleteCase, loadCase } from './case.store.ts';
import { isDeletable } from './case.ts';

/**
 * Takes a case back that nobody has worked on since it was brought: still at this version. What left its first phase goes as a
 * purge does, hence by Admins and Owners alone; nothing goes under a legal hold. False: it stays.
 */
export async function takeBackCase(
  { tx, actor, permit, scope, emit }: Step<'item.delete', unknown>,
  caseId: string,
  untouched: number,
): Promise<boolean> {
  const record = await loadCase(tx, scope, caseId);
  if (record === undefined || record.version !== untouched || record.legalHold) return false;
  const relation = relationTo(actor.userId, record);
  const may = isDeletable(record)
    ? decide(
        actor,
        'item.delete',
        relationToItem(relation, record.creatorId === actor.userId),
        actor.policies,
      )
    : decide(actor, 'case.purge', relation, actor.policies);
  if (!may.allow) return false;
  await deleteCase(tx, permit, caseId);
  emit({ topic: 'case.gone', targetId: caseId });
  return true;
}
