import type { Activity, ActivityPage, ActivityQuery, ActivityWrite } from '#contracts/activity.ts';
import { loadPeople, type People, personOf } from '#server/features/members/index.ts';
import { encodeCursor, timePlace } from '#server/platform/cursor.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command } from '#server/security/command.ts';
import { read } from '#server/security/read.ts';
import { type ActivityRecord, addActivity, listActivities } from './activity.store.ts';
import { relationTo } from './case.policy.ts';
import { loadCase } from './case.store.ts';
import type { CaseRecord } from './case-record.ts';
import { assertVisible } from './case-visible.store.ts';

/** The case's timeline, newest first. */
export function getTimeline(
  caller: WorkspaceCaller,
  caseId: string,
  { cursor, limit }: ActivityQuery,
): Promise<ActivityPage> {
  return read(caller, 'case.read', async (tx, { scope }) => {
    await assertVisible(tx, caseId);
    const found = await listActivities(
      tx,
      scope,
      caseId,
      cursor === null ? null : timePlace(cursor),
      limit + 1,
    );
    const shown = found.slice(0, limit);
    const people = await loadPeople(
      tx,
      scope,
      shown.map((entry) => entry.actorId),
    );
    const items = shown.map((entry) => activityView(entry, people));
    const last = found.length > limit ? shown.at(-1) : undefined;
    const out = { items, next: last ? encodeCursor([last.at, last.id]) : null };
    const disclosed = {
      action: 'case.timeline-read' as const,
      targetKind: 'case',
      targetId: caseId,
      fields: ['text'],
    };
    return { out, disclosed };
  });
}

/** An entry of the timeline as readers get it. */
export function activityView(
  { actorId, version: _version, ...entry }: ActivityRecord,
  people: People,
): Activity {
  return { ...entry, actor: actorId === null ? null : personOf(people, actorId) };
}

/** Writes down a note, a call or an e-mail; like comments it is possible in every state. */
export const writeNote = command({
  action: 'case.comment',
  load: (tx, { caseId }: ActivityWrite & { caseId: string }, _actor, scope) => loadCase(tx, scope, caseId),
  about: (actor, record: CaseRecord) => relationTo(actor.userId, record),
  async run({ tx, actor, scope, audit, emit }, { caseId, kind, text }) {
    await addActivity(tx, scope, actor, { caseId, kind, text });
    audit({
      action: 'case.note-written' as const,
      targetKind: 'case',
      targetId: caseId,
      fields: ['text'],
      detail: { kind },
    });
    emit({ topic: 'case.changed', targetId: caseId });
  },
});
