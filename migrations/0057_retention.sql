-- How long what is in closed cases and forgotten drafts is kept, and the hold that wins over every deletion.
create table app.retention_rules (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  class text not null check (class in ('cases', 'drafts', 'files', 'comments')),
  -- Empty: every type that has no line of its own.
  case_type text not null default '' check (length(case_type) <= 60),
  days int not null check (days between 1 and 36500),
  changed_at timestamptz not null default now(),
  primary key (workspace_id, class, case_type)
);
alter table app.retention_rules enable row level security;
alter table app.retention_rules force row level security;
create policy tenant on app.retention_rules to caseward_app
  using (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5)
  with check (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5);
create policy operator on app.retention_rules to caseward_operator using (true) with check (true);
create policy definer on app.retention_rules for select to caseward_owner using (true);
create policy erasure on app.retention_rules to caseward_owner using (workspace_id = (select app.erasing()))
  with check (workspace_id = (select app.erasing()));
grant select, delete on app.retention_rules to caseward_app;
grant insert (workspace_id, class, case_type, days), update (days, changed_at) on app.retention_rules to caseward_app;
grant select, insert on app.retention_rules to caseward_operator;

-- Where something may be due: a rule counts from the day after it was set.
create function app.workspaces_with_retention(p_moment bigint, p_proof bytea) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select w.id from app.workspaces w where w.state = 'active' and app.proven('retention', p_moment, p_proof)
    and exists (select 1 from app.retention_rules r where r.workspace_id = w.id and r.changed_at <= now() - interval '1 day')
  order by w.id
$$;
grant execute on function app.workspaces_with_retention(bigint, bytea) to caseward_app;

-- Nothing of a case under a legal hold is deleted, whoever asks and by whichever way: only the erasure of a workspace goes
-- past this, which asks for holds itself, and its replay after a restore.
create function app.keep_held() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  held boolean := false;
  kept uuid := (to_jsonb(old) ->> case tg_table_name when 'cases' then 'id' else 'case_id' end)::uuid;
begin
  if tg_table_name = 'review_decisions' then
    select r.case_id into kept from app.review_rounds r
      where r.workspace_id = old.workspace_id and r.id = (to_jsonb(old) ->> 'round_id')::uuid;
  end if;
  select c.legal_hold into held from app.cases c where c.workspace_id = old.workspace_id and c.id = kept;
  if held and old.workspace_id is distinct from app.erasing() then
    raise exception 'a legal hold is on' using errcode = 'CW423';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger keep_held before delete on app.cases for each row execute function app.keep_held();
create trigger keep_held before delete on app.activities for each row execute function app.keep_held();
create trigger keep_held before delete on app.comments for each row execute function app.keep_held();
create trigger keep_held before delete on app.evidence for each row execute function app.keep_held();
create trigger keep_held before delete on app.review_rounds for each row execute function app.keep_held();
create trigger keep_held before delete on app.review_decisions for each row execute function app.keep_held();
create trigger keep_held_words before update of deleted_at on app.comments for each row
  when (old.deleted_at is null and new.deleted_at is not null) execute function app.keep_held();
create trigger keep_held_file before update of deleted_at on app.evidence for each row
  when (old.deleted_at is null and new.deleted_at is not null and old.state = 'clean') execute function app.keep_held();

-- A hold is set and lifted by Admins and Owners.
create function app.admins_hold() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if app.tenant() is not null and app.actor_rank() < 5 then
    raise exception 'not theirs to hold' using errcode = 'CW404';
  end if;
  return new;
end
$$;
create trigger admins_hold before update of legal_hold on app.cases for each row
  when (old.legal_hold is distinct from new.legal_hold) execute function app.admins_hold();
