import type { RetentionClass, RetentionRule } from '#contracts/retention.ts';
import { type Db, runIn, statement } from '#server/platform/db/index.ts';
import type { Permit } from '#server/security/permit.ts';
import { doorProof, type TenantTx } from '#server/security/tenancy/index.ts';

/** What a rule is about: the most special one for a type counts, and cases in a state that is not over are left alone. */
const DUE = `
  with rules as (
    select r.class, r.case_type, r.days from jsonb_to_recordset($1::jsonb) as r (class text, case_type text, days int)),
  due as (
    select c.id as case_id, c.case_type, c.legal_hold as held, k.class from app.cases c
    cross join lateral (values ('cases'), ('drafts'), ('files'), ('comments')) k (class)
    join lateral (select r.days from rules r where r.class = k.class and r.case_type in ('', c.case_type)
      order by r.case_type desc limit 1) r on true
    where c.workspace_id = (select app.tenant()) and c.phase = case k.class when 'drafts' then 'draft' else 'closed' end
      and c.updated_at < now() - make_interval(days => r.days)),
  parts as (
    select d.class, d.case_type, d.held, d.case_id, d.case_id as id, 0::bigint as bytes from due d
      where d.class in ('cases', 'drafts')
    union all
    select d.class, d.case_type, d.held, d.case_id, e.id, e.size from due d join app.evidence e
      on e.workspace_id = (select app.tenant()) and e.case_id = d.case_id and e.state = 'clean' and e.deleted_at is null
      where d.class = 'files'
    union all
    select d.class, d.case_type, d.held, d.case_id, m.id, 0 from due d join app.comments m
      on m.workspace_id = (select app.tenant()) and m.case_id = d.case_id and m.deleted_at is null
      where d.class = 'comments'
    union all
    select 'contacts', '', k.legal_hold, null, k.id, 0 from app.contacts k join rules r on r.class = 'contacts'
      where k.workspace_id = (select app.tenant()) and k.state = 'archived'
        and k.changed_at < now() - make_interval(days => r.days))`;

type CountRow = { class: RetentionClass; case_type: string; count: number; held: number; bytes: string };
const count = statement<[rules: string], CountRow>(`${DUE}
  select p.class, p.case_type, count(*) filter (where not p.held)::int as count, count(*) filter (where p.held)::int as held,
    coalesce(sum(p.bytes) filter (where not p.held), 0)::text as bytes
  from parts p group by p.class, p.case_type order by p.class, p.case_type limit 200`);
/** A contact is part of no case. */
export type DuePart =
  | { readonly class: 'contacts'; readonly id: string; readonly case_id: null }
  | { readonly class: Exclude<RetentionClass, 'contacts'>; readonly id: string; readonly case_id: string };
const take = statement<[rules: string, limit: number], DuePart>(`${DUE}
  select p.class, p.id, p.case_id from parts p where not p.held
  order by array_position(array['comments', 'files', 'drafts', 'cases', 'contacts'], p.class) limit $2`);

type RuleRow = {
  class: RetentionClass;
  case_type: string;
  days: number;
  counts_from: string;
  counts: boolean;
};
const list = statement<[], RuleRow>(`
  select r.class, r.case_type, r.days, r.changed_at + interval '1 day' as counts_from,
    r.changed_at <= now() - interval '1 day' as counts
  from app.retention_rules r where r.workspace_id = (select app.tenant()) order by r.class, r.case_type`);
const holds = statement<[], { n: number }>(`
  select (select count(*) from app.cases c where c.workspace_id = (select app.tenant()) and c.legal_hold)::int
    + (select count(*) from app.contacts k where k.workspace_id = (select app.tenant()) and k.legal_hold)::int as n`);
const drop = statement<[rules: string], never>(`
  delete from app.retention_rules r where r.workspace_id = (select app.tenant()) and not exists (
    select 1 from jsonb_to_recordset($1::jsonb) as n (class text, case_type text, days int)
    where n.class = r.class and n.case_type = r.case_type)`);
const put = statement<[workspaceId: string, rules: string], never>(`
  insert into app.retention_rules (workspace_id, class, case_type, days)
  select $1, n.class, n.case_type, n.days from jsonb_to_recordset($2::jsonb) as n (class text, case_type text, days int)
  on conflict (workspace_id, class, case_type) do update set days = excluded.days, changed_at = now()
    where app.retention_rules.days <> excluded.days`);
const removeCase = statement<[id: string], { id: string }>(`
  delete from app.cases c where c.workspace_id = (select app.tenant()) and c.id = $1 and not c.legal_hold returning c.id`);
const due = statement<[string, Buffer], { id: string }>(
  'select id from app.workspaces_with_retention($1, $2) id',
);

type Rules = readonly RetentionRule[];

export async function countDue(tx: TenantTx, rules: Rules): Promise<CountRow[]> {
  return runIn(tx, count, [inJson(rules)]);
}

/** What is due and not held, the parts of cases before the cases. */
export async function takeDue(tx: TenantTx, rules: Rules, limit: number): Promise<DuePart[]> {
  return runIn(tx, take, [inJson(rules), limit]);
}

export async function listRules(tx: TenantTx) {
  return (await runIn(tx, list, [])).map(({ class: name, case_type, days, counts_from, counts }) => ({
    class: name,
    caseType: case_type === '' ? null : case_type,
    days,
    countsFrom: counts_from,
    counts,
  }));
}

export async function countHolds(tx: TenantTx): Promise<number> {
  return (await runIn(tx, holds, []))[0]?.n ?? 0;
}

/** Puts these rules in the place of those there were; one that stays the same keeps its day. */
export async function saveRules(
  tx: TenantTx,
  _permit: Permit<'workspace.retain'>,
  workspaceId: string,
  rules: Rules,
): Promise<void> {
  await runIn(tx, drop, [inJson(rules)]);
  await runIn(tx, put, [workspaceId, inJson(rules)]);
}

/** False where a hold was set meanwhile. */
export async function removeDueCase(
  tx: TenantTx,
  _permit: Permit<'workspace.retain'>,
  id: string,
): Promise<boolean> {
  return (await runIn(tx, removeCase, [id])).length > 0;
}

export async function dueWorkspaces(db: Db): Promise<string[]> {
  return (await db.run(due, [...doorProof(db, 'retention')])).map(({ id }) => id);
}

function inJson(rules: Rules): string {
  return JSON.stringify(
    rules.map(({ class: name, caseType, days }) => ({ class: name, case_type: caseType ?? '', days })),
  );
}
