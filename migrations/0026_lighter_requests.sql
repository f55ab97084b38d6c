-- What every request pays for, made lighter. Who is let in and what they see stay the same.

-- The context is signed in place: one look at the key, where there were three functions within each other.
create or replace function app.put_context(p_session uuid, p_workspace uuid, p_user uuid, p_rank int, p_assigned_only boolean)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  body text := p_session::text || p_workspace::text || p_user::text || p_rank::text
    || case when p_assigned_only then '1' else '0' end;
  key bytea;
begin
  select s.secret into key from app.context_secrets s;
  body := set_config('app.context',
    encode(sha256(key || convert_to(body || now()::text, 'UTF8') || key), 'hex') || body, true);
end
$$;

-- Bound when it is made, and inlined.
create or replace function app.rank_of(p_role text) returns int
language sql immutable
return case p_role when 'owner' then 6 when 'admin' then 5 when 'manager' then 4
  when 'reviewer' then 3 when 'member' then 2 when 'viewer' then 1 else 0 end;

-- One row or a refusal: otherwise the planner keeps what follows for a thousand rows that never come.
alter function app.enter(uuid, uuid, inet) rows 1;
alter function app.enter_by_token(uuid, uuid, inet) rows 1;

-- The numbers of cases stand in a narrow row of their own: each new case wrote the whole workspace anew,
-- settings included, and every request that enters had to step over what was left behind.
create table app.case_counters (
  workspace_id uuid primary key references app.workspaces (id) on delete cascade,
  last_number int not null
) with (fillfactor = 20);
alter table app.case_counters enable row level security;
alter table app.case_counters force row level security;
create policy tenant on app.case_counters to caseward_app
  using (workspace_id = (select app.tenant())) with check (workspace_id = (select app.tenant()));
create policy definer on app.case_counters for insert to caseward_owner with check (true);
create policy operator on app.case_counters for select to caseward_operator using (true);
grant select, insert (workspace_id, last_number), update (last_number) on app.case_counters to caseward_app;
grant select on app.case_counters to caseward_operator;
insert into app.case_counters (workspace_id, last_number) select w.id, w.case_counter from app.workspaces w;
alter table app.workspaces drop column case_counter;
