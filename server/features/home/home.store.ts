import type { ActivityKind } from '#contracts/activity.ts';
import { runIn, type Statement, statement } from '#server/platform/db/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

type Ids = { readonly id: string };

/** Each answers with ids in the order they should be shown; row-level security leaves what the reader may see. */
const lists = {
  toDecide: statement<[], Ids>(`
    select r.case_id as id from app.review_decisions d
    join app.review_rounds r on r.workspace_id = d.workspace_id and r.id = d.round_id
    where d.workspace_id = app.tenant() and d.reviewer_id = app.actor_id() and d.decision is null
      and r.state = 'open'
    order by r.opened_at limit 20`),
  toRevise: statement<[], Ids>(`
    select c.id from app.cases c
    where c.workspace_id = app.tenant() and c.owner_id = app.actor_id() and c.revision_needed
    order by c.updated_at desc limit 20`),
  toPublish: statement<[], Ids>(`
    select c.id from app.cases c
    where c.workspace_id = app.tenant() and c.state = 'verified' and app.actor_rank() >= 3
    order by c.updated_at limit 20`),
  due: statement<[], Ids>(`
    select c.id from app.cases c
    where c.workspace_id = app.tenant() and c.due_at < now() + interval '14 days' and c.phase <> 'closed'
      and (c.owner_id = app.actor_id() or exists (select 1 from app.case_staff s
        where s.workspace_id = c.workspace_id and s.case_id = c.id and s.user_id = app.actor_id()))
    order by c.due_at limit 20`),
  mine: statement<[], Ids>(`
    select c.id from app.cases c
    where c.workspace_id = app.tenant() and c.owner_id = app.actor_id() and c.phase <> 'closed'
    order by c.updated_at desc limit 20`),
} as const satisfies Record<string, Statement<[], Ids>>;

export type HomeList = keyof typeof lists;
export const HOME_LISTS = Object.keys(lists) as HomeList[];

export async function selectIds(tx: TenantTx, list: HomeList): Promise<string[]> {
  const rows = await runIn(tx, lists[list], []);
  return rows.map(({ id }) => id);
}

export interface RecentRow {
  readonly case_id: string;
  readonly id: string;
  readonly kind: ActivityKind;
  readonly at: string;
}

const recent = statement<[], RecentRow>(`
  select a.case_id, a.id, a.kind, a.at from (
    select distinct on (n.case_id) n.case_id, n.id, n.kind, n.at from (
      select t.case_id, t.id, t.kind, t.at from app.activities t
      where t.workspace_id = app.tenant() and t.actor_id is distinct from app.actor_id()
        and t.at > now() - interval '30 days'
      order by t.at desc limit 200) n
    order by n.case_id, n.at desc) a
  order by a.at desc limit 10`);

/** The last thing others did on each case, the newest first. */
export function selectRecent(tx: TenantTx): Promise<RecentRow[]> {
  return runIn(tx, recent, []);
}
