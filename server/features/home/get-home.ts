import { type Home, MENTION_EXCERPT } from '#contracts/home.ts';
import { activityView, findActivities, listDrafts, loadSummaries } from '#server/features/cases/index.ts';
import { listWaitingMentions } from '#server/features/comments/index.ts';
import { loadPeople, personOf } from '#server/features/members/index.ts';
import { countOverdue } from '#server/features/privacy-requests/index.ts';
import { loadSettings } from '#server/features/workspaces/index.ts';
import { decide, type Relation } from '#server/security/access/index.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { idsOf, listNews, waiting } from './home.store.ts';

const DUE_DAYS = 14;
const MOST = 20;

/** What waits for this reader: words that name them, decisions asked of them, their cases sent back, due or under way, and news. */
export function getHome(caller: WorkspaceCaller): Promise<Home> {
  return read(caller, 'case.read', async (tx, { actor, scope }) => {
    const [mentions, decisions, revisions, publications, due, mine, news, overdueRequests] =
      await Promise.all([
        listWaitingMentions(tx, scope, MOST),
        idsOf(tx, waiting.awaitingDecision, []),
        idsOf(tx, waiting.awaitingRevision, []),
        publishable(tx, actor),
        idsOf(tx, waiting.dueSoon, [DUE_DAYS]),
        idsOf(tx, waiting.owned, []),
        listNews(tx),
        overdueFor(tx, actor, caller.services.clock.now()),
      ]);
    const cases = [...news.map((entry) => entry.case_id), ...mentions.map(({ caseId }) => caseId)];
    const lists = [decisions, revisions, publications, due, mine, cases];
    const summaries = await loadSummaries(tx, scope, [...new Set(lists.flat())]);
    const entries = await findActivities(
      tx,
      scope,
      news.map((entry) => entry.id),
    );
    const people = await loadPeople(tx, scope, [
      ...[...entries.values()].map((entry) => entry.actorId),
      ...mentions.map(({ authorId }) => authorId),
    ]);
    const shown = (ids: readonly string[]) => ids.flatMap((id) => summaries.get(id) ?? []);
    const out = {
      mentions: mentions.flatMap(({ caseId, commentId: id, authorId, text, createdAt }) => {
        const summary = summaries.get(caseId);
        const comment = { id, author: personOf(people, authorId), text: excerptOf(text), createdAt };
        return summary ? [{ case: summary, comment }] : [];
      }),
      toDecide: shown(decisions),
      toRevise: shown(revisions),
      toPublish: shown(publications),
      due: shown(due),
      mine: shown(mine),
      drafts: (await listDrafts(tx, scope)).slice(0, MOST),
      overdueRequests,
      recent: news.flatMap(({ case_id, id }) => {
        const [summary, entry] = [summaries.get(case_id), entries.get(id)];
        return summary && entry ? [{ case: summary, activity: activityView(entry, people) }] : [];
      }),
    };
    const detail = { count: summaries.size };
    const fields = ['title', 'text'];
    const disclosed = { action: 'home.read' as const, targetKind: 'case', targetId: null, fields, detail };
    return { out, disclosed };
  });
}

/** The beginning of a text, never half of a character. */
function excerptOf(text: string): string {
  if (text.length <= MENTION_EXCERPT) return text;
  const cut = text.slice(0, MENTION_EXCERPT - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

const SOMEONES: Relation = { own: false, assigned: false, restricted: false, grant: null };

/** Requests about personal data that are overdue, for those who answer them. */
async function overdueFor(tx: TenantTx, actor: Actor, now: Date): Promise<number> {
  return decide(actor, 'workspace.secure', null, actor.policies).allow ? countOverdue(tx, now) : 0;
}

/** Approved cases that wait to be shown, for those who may show them. */
async function publishable(tx: TenantTx, actor: Actor): Promise<string[]> {
  if (!decide(actor, 'case.publish', SOMEONES, actor.policies).allow) return [];
  const { caseTypes } = await loadSettings(tx, actor);
  const approved = caseTypes.flatMap(({ transitions }) =>
    transitions.filter(({ guards }) => guards.includes('round-approved')).map(({ to }) => to),
  );
  return idsOf(tx, waiting.inStates, [[...new Set(approved)]]);
}
