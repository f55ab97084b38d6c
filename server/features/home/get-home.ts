import type { Home } from '#contracts/home.ts';
import { activityView, findActivities, listDrafts, loadSummaries } from '#server/features/cases/index.ts';
import { loadPeople } from '#server/features/members/index.ts';
import { loadSettings } from '#server/features/workspaces/index.ts';
import { decide, type Relation } from '#server/security/access/index.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { idsOf, listNews, waiting } from './home.store.ts';

const DUE_DAYS = 14;

/** What waits for this reader: decisions asked of them, their cases sent back, due or under way, and news. */
export function getHome(caller: WorkspaceCaller): Promise<Home> {
  return read(caller, 'case.read', async (tx, { actor, scope }) => {
    const [decisions, revisions, publications, due, mine, news] = await Promise.all([
      idsOf(tx, waiting.awaitingDecision, []),
      idsOf(tx, waiting.awaitingRevision, []),
      publishable(tx, actor),
      idsOf(tx, waiting.dueSoon, [DUE_DAYS]),
      idsOf(tx, waiting.owned, []),
      listNews(tx),
    ]);
    const cases = news.map((entry) => entry.case_id);
    const lists = [decisions, revisions, publications, due, mine, cases];
    const summaries = await loadSummaries(tx, scope, [...new Set(lists.flat())]);
    const entries = await findActivities(
      tx,
      scope,
      news.map((entry) => entry.id),
    );
    const people = await loadPeople(
      tx,
      scope,
      [...entries.values()].map((entry) => entry.actorId),
    );
    const shown = (ids: readonly string[]) => ids.flatMap((id) => summaries.get(id) ?? []);
    const out = {
      toDecide: shown(decisions),
      toRevise: shown(revisions),
      toPublish: shown(publications),
      due: shown(due),
      mine: shown(mine),
      drafts: (await listDrafts(tx, scope)).slice(0, 20),
      recent: news.flatMap(({ case_id, id }) => {
        const [summary, entry] = [summaries.get(case_id), entries.get(id)];
        return summary && entry ? [{ case: summary, activity: activityView(entry, people) }] : [];
      }),
    };
    const detail = { count: summaries.size };
    const fields = ['title', 'text'];
    const disclosed = { action: 'home.read', targetKind: 'case', targetId: null, fields, detail };
    return { out, disclosed };
  });
}

const SOMEONES: Relation = { own: false, assigned: false, restricted: false, grant: null };

/** Approved cases that wait to be shown, for those who may show them. */
async function publishable(tx: TenantTx, actor: Actor): Promise<string[]> {
  if (!decide(actor, 'case.publish', SOMEONES, actor.policies).allow) return [];
  const { caseTypes } = await loadSettings(tx, actor);
  const approved = caseTypes.flatMap(({ transitions }) =>
    transitions.filter(({ guards }) => guards.includes('round-approved')).map(({ to }) => to),
  );
  return idsOf(tx, waiting.inStates, [[...new Set(approved)]]);
}
