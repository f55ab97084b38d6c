import type { CaseSummary } from '#contracts/cases.ts';
import type { Home } from '#contracts/home.ts';
import { listActivities, listDrafts, loadSummaries } from '#server/features/cases/index.ts';
import { loadPeople, personOf } from '#server/features/members/index.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { HOME_LISTS, type HomeList, selectIds, selectRecent } from './home.store.ts';

/** What waits for this reader: decisions, revisions, deadlines, drafts, and what others did. */
export function readHome(caller: WorkspaceCaller): Promise<Home> {
  return read(caller, 'case.read', async (tx, { actor, scope }) => {
    const lists = await Promise.all(
      HOME_LISTS.map(async (list) => [list, await selectIds(tx, list)] as const),
    );
    const ids = [...new Set(lists.flatMap(([, found]) => found))];
    const summaries = await loadSummaries(tx, scope, ids);
    const shown = Object.fromEntries(
      lists.map(([list, found]) => [list, found.flatMap((id) => summaries.get(id) ?? [])]),
    ) as Record<HomeList, CaseSummary[]>;
    const out = {
      ...shown,
      drafts: (await listDrafts(tx, scope)).slice(0, 20),
      recent: await recentOf(tx, scope),
    };
    const note = {
      action: 'case.listed',
      targetKind: 'workspace',
      targetId: actor.workspaceId,
      fields: ['title'],
    };
    return { out, disclosed: { ...note, detail: { count: ids.length + out.recent.length } } };
  });
}

async function recentOf(tx: TenantTx, scope: KeyScope): Promise<Home['recent']> {
  const rows = await selectRecent(tx);
  const summaries = await loadSummaries(
    tx,
    scope,
    rows.map(({ case_id }) => case_id),
  );
  const activities = await Promise.all(
    rows.map(({ case_id }) => listActivities(tx, scope, case_id, null, 5)),
  );
  const people = await loadPeople(
    tx,
    scope,
    activities.flat().map(({ actorId }) => actorId),
  );
  return rows.flatMap(({ case_id, id }, i) => {
    const summary = summaries.get(case_id);
    const found = activities[i]?.find((activity) => activity.id === id);
    if (summary === undefined || found === undefined) return [];
    const { actorId, version: _version, ...activity } = found;
    const actor = actorId === null ? null : personOf(people, actorId);
    return [{ case: summary, activity: { ...activity, actor } }];
  });
}
