import { type CaseRecord, loadCase, relationTo } from '#server/features/cases/index.ts';
import { command } from '#server/security/command.ts';
import { loadComment } from './comment.store.ts';
import { writeSeen } from './mention.store.ts';

/** Takes a comment off the reader's home; where they were not named, nothing changes. */
export const acknowledgeMention = command({
  action: 'case.read',
  async load(tx, { caseId, commentId }: { caseId: string; commentId: string }, _actor, scope) {
    const record = await loadCase(tx, scope, caseId);
    return record && (await loadComment(tx, scope, caseId, commentId)) && record;
  },
  about: (actor, record: CaseRecord) => relationTo(actor.userId, record),
  async run({ tx, audit }, { commentId }) {
    await writeSeen(tx, commentId);
    audit({ action: 'mention.acknowledged', targetKind: 'comment', targetId: commentId, fields: ['seen'] });
  },
});
