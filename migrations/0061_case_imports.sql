-- Cases that come in by a CSV file: the file in sealed pieces, and what became of each of its rows. A row is made in one
-- transaction with the note that it was, so that a run that dies makes none twice and forgets none.
create table app.case_imports (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null,
  made_by uuid not null references app.users (id) on delete restrict,
  state text not null default 'receiving' check (state in
    ('receiving', 'received', 'queued', 'running', 'done', 'cancelled', 'stopped', 'undoing', 'undone', 'expired')),
  -- The name of the file.
  sealed_name bytea not null,
  -- How it is read: columns, formats.
  plan jsonb,
  size bigint not null check (size > 0),
  received bigint not null default 0 check (received >= 0 and received <= size),
  row_count int check (row_count >= 0),
  -- The last row that was tried; while cases are taken back, the last that was looked at.
  row_done int not null default 0 check (row_done >= 0),
  tried int not null default 0 check (tried >= 0),
  made int not null default 0 check (made >= 0),
  refused int not null default 0 check (refused >= 0),
  undone int not null default 0 check (undone >= 0),
  kept int not null default 0 check (kept >= 0),
  -- The run that is at it, and when it was last heard of.
  run_id uuid,
  beat_at timestamptz,
  asked_at timestamptz not null default now(),
  done_at timestamptz,
  primary key (workspace_id, id)
);
create index case_imports_newest on app.case_imports (workspace_id, made_by, asked_at desc);
create index case_imports_waiting on app.case_imports (beat_at) where state in ('queued', 'running', 'undoing');
create index case_imports_age on app.case_imports (asked_at) where received > 0;

create table app.case_import_parts (
  workspace_id uuid not null,
  import_id uuid not null,
  -- Where it begins in the file, bytes.
  start bigint not null check (start >= 0),
  sealed_bytes bytea not null,
  primary key (workspace_id, import_id, start),
  foreign key (workspace_id, import_id) references app.case_imports (workspace_id, id) on delete cascade
);

create table app.case_import_rows (
  workspace_id uuid not null,
  import_id uuid not null,
  row_number int not null check (row_number > 0),
  case_id uuid,
  -- The version the case had when the import was through with it.
  case_version int,
  -- Why the row was refused, `target:problem`; no values.
  faults text[] check (cardinality(faults) between 1 and 200),
  primary key (workspace_id, import_id, row_number),
  foreign key (workspace_id, import_id) references app.case_imports (workspace_id, id) on delete cascade,
  foreign key (workspace_id, case_id) references app.cases (workspace_id, id) on delete set null (case_id)
);
create unique index case_import_rows_of_case on app.case_import_rows (workspace_id, case_id) where case_id is not null;

alter table app.case_imports enable row level security;
alter table app.case_imports force row level security;
alter table app.case_import_parts enable row level security;
alter table app.case_import_parts force row level security;
alter table app.case_import_rows enable row level security;
alter table app.case_import_rows force row level security;

-- An import is its maker's alone, and the job's that goes on with it.
create policy tenant on app.case_imports to caseward_app
  using (workspace_id = (select app.tenant()) and (
    made_by = (select app.actor_id()) and (select app.actor_rank()) >= 4
    or (select app.actor_id()) = '00000000-0000-0000-0000-000000000000'))
  with check (workspace_id = (select app.tenant()) and (
    made_by = (select app.actor_id()) and (select app.actor_rank()) >= 4
    or (select app.actor_id()) = '00000000-0000-0000-0000-000000000000'));
create policy tenant on app.case_import_parts to caseward_app
  using (workspace_id = (select app.tenant()) and exists (
    select from app.case_imports i where i.workspace_id = case_import_parts.workspace_id and i.id = import_id))
  with check (workspace_id = (select app.tenant()) and exists (
    select from app.case_imports i where i.workspace_id = case_import_parts.workspace_id and i.id = import_id));
create policy tenant on app.case_import_rows to caseward_app
  using (workspace_id = (select app.tenant()) and exists (
    select from app.case_imports i where i.workspace_id = case_import_rows.workspace_id and i.id = import_id))
  with check (workspace_id = (select app.tenant()) and exists (
    select from app.case_imports i where i.workspace_id = case_import_rows.workspace_id and i.id = import_id));
create policy operator on app.case_imports to caseward_operator using (true) with check (true);
create policy operator on app.case_import_parts to caseward_operator using (true) with check (true);
create policy operator on app.case_import_rows to caseward_operator using (true) with check (true);
create policy definer on app.case_imports to caseward_owner using (true) with check (true);
create policy definer on app.case_import_parts to caseward_owner using (true) with check (true);
create policy definer on app.case_import_rows to caseward_owner using (true) with check (true);
create policy erasure on app.case_imports to caseward_owner using (workspace_id = (select app.erasing()))
  with check (workspace_id = (select app.erasing()));
create policy erasure on app.case_import_parts to caseward_owner using (workspace_id = (select app.erasing()))
  with check (workspace_id = (select app.erasing()));
create policy erasure on app.case_import_rows to caseward_owner using (workspace_id = (select app.erasing()))
  with check (workspace_id = (select app.erasing()));
grant select on app.case_imports, app.case_import_parts, app.case_import_rows to caseward_app, caseward_operator;
grant insert (workspace_id, id, made_by, sealed_name, size), update (state, plan, received, row_count, row_done, tried, made,
  refused, undone, kept, run_id, beat_at, done_at), delete on app.case_imports to caseward_app;
grant insert (workspace_id, import_id, start, sealed_bytes) on app.case_import_parts to caseward_app;
grant insert (workspace_id, import_id, row_number, case_id, case_version, faults) on app.case_import_rows to caseward_app;
grant update (sealed_name) on app.case_imports to caseward_operator;
grant update (sealed_bytes) on app.case_import_parts to caseward_operator;

-- Lets the job of an import in as the person who asked for it, with the role they have at this moment.
create function app.enter_for_import(p_workspace uuid, p_import uuid, p_moment bigint, p_proof bytea) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  t record;
begin
  select m.id as member, m.user_id, m.role, m.assigned_only, w.policies, w.version, w.people_version into t
    from app.case_imports i
    join app.users u on u.id = i.made_by and u.disabled_at is null
    join app.workspaces w on w.id = i.workspace_id and w.state = 'active'
    join app.memberships m on m.workspace_id = w.id and m.user_id = i.made_by and m.state = 'active'
    where i.workspace_id = p_workspace and i.id = p_import and i.state in ('running', 'undoing')
      and app.proven('import ' || p_import::text, p_moment, p_proof);
  if not found then
    raise exception 'workspace refused' using errcode = 'CW404';
  end if;
  perform app.put_context(p_import, p_workspace, t.user_id, app.rank_of(t.role), t.assigned_only);
  return jsonb_build_object('user', t.user_id, 'member', t.member, 'role', t.role, 'assigned', t.assigned_only,
    'policies', t.policies, 'version', t.version, 'people', t.people_version, 'token', null, 'scopes', null);
end
$$;
grant execute on function app.enter_for_import(uuid, uuid, bigint, bytea) to caseward_app;

-- Imports nobody is at: just asked for, or left by a server that stopped.
create function app.case_imports_waiting(p_moment bigint, p_proof bytea) returns table (workspace_id uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select i.workspace_id, i.id from app.case_imports i join app.workspaces w on w.id = i.workspace_id and w.state = 'active'
  where i.state in ('queued', 'running', 'undoing') and app.proven('case imports', p_moment, p_proof)
    and (i.beat_at is null or i.beat_at < now() - interval '1 minute')
  order by i.asked_at limit 100
$$;
grant execute on function app.case_imports_waiting(bigint, bytea) to caseward_app;

-- A file is there for seven days; what stays is the line that tells of the import.
create function app.expire_case_imports() returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update app.case_imports i set state = 'stopped', done_at = now()
    where i.state in ('queued', 'running', 'undoing') and i.asked_at < now() - interval '7 days';
  delete from app.case_import_rows r using app.case_imports i
    where i.workspace_id = r.workspace_id and i.id = r.import_id and i.asked_at < now() - interval '7 days';
  delete from app.case_import_parts p using app.case_imports i
    where i.workspace_id = p.workspace_id and i.id = p.import_id and i.asked_at < now() - interval '7 days';
  update app.case_imports i set state = 'expired', done_at = now()
    where i.state in ('receiving', 'received') and i.asked_at < now() - interval '7 days';
end
$$;
grant execute on function app.expire_case_imports() to caseward_app;
