import { runIn, type Statement, statement } from '#server/platform/db/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

type Ids<P extends readonly unknown[]> = Statement<P, { readonly id: string }>;

// Every one of these reads `cases` through its policy: what one may not see waits for nobody.
const awaitingDecision: Ids<[]> = statement(`
  select c.id from app.review_decisions d
  join app.review_rounds r on r.workspace_id = d.workspace_id and r.id = d.round_id and r.state = 'open'
  join app.cases c on c.workspace_id = r.workspace_id and c.id = r.case_id
  where d.workspace_id = (select app.tenant()) and d.reviewer_id = (select app.actor_id()) and d.decision is null
  order by r.opened_at limit 20`);
const awaitingRevision: Ids<[]> = statement(`
  select c.id from app.cases c
  where c.workspace_id = (select app.tenant()) and c.owner_id = (select app.actor_id()) and c.revision_needed
  order by c.updated_at limit 20`);
const inStates: Ids<[states: readonly string[]]> = statement(`
  select c.id from app.cases c where c.workspace_id = (select app.tenant()) and c.state = any($1)
  order by c.updated_at limit 20`);
const dueSoon: Ids<[days: number]> = statement(`
  select c.id from app.cases c
  where c.workspace_id = (select app.tenant()) and c.phase <> 'closed' and c.due_at < now() + make_interval(days => $1)
    and (c.owner_id = app.actor_id() or app.actor_id() = any (c.staff_ids))
  order by c.due_at limit 20`);
const owned: Ids<[]> = statement(`
  select c.id from app.cases c
  where c.workspace_id = (select app.tenant()) and c.owner_id = (select app.actor_id()) and c.phase <> 'closed'
  order by c.updated_at desc limit 20`);
export const waiting = { awaitingDecision, awaitingRevision, inStates, dueSoon, owned };

/** The ids a list holds, in its order. */
export async function idsOf<P extends readonly unknown[]>(
  tx: TenantTx,
  list: Ids<P>,
  values: P,
): Promise<string[]> {
  return (await runIn(tx, list, values)).map(({ id }) => id);
}

export interface News {
  readonly case_id: string;
  readonly id: string;
}

// By the cases that moved last: a walk over the whole timeline would ask the policy for every entry.
const selectNews = statement<[], News>(`
  select c.id as case_id, a.id from (
    select r.workspace_id, r.id from app.cases r where r.workspace_id = (select app.tenant())
    order by r.updated_at desc, r.id desc limit 30) c
  cross join lateral (
    select t.id, t.at from app.activities t
    where t.workspace_id = c.workspace_id and t.case_id = c.id
      and t.actor_id is distinct from (select app.actor_id())
    order by t.at desc, t.id desc limit 1) a
  order by a.at desc limit 10`);

/** The last thing others did on each case, newest first. */
export function listNews(tx: TenantTx): Promise<News[]> {
  return runIn(tx, selectNews, []);
}
