-- A workspace's directory (SCIM 2.0, RFC 7643 and 7644): who connects it, whom it keeps here, and its groups.

create table app.scim_directories (
  workspace_id uuid primary key references app.workspaces (id) on delete cascade,
  -- Stands for the directory where a person's id would stand: in the context and in the audit log.
  id uuid not null unique default gen_random_uuid(),
  active boolean not null default true,
  -- What a person gets whom no mapped group gives more: never Owner.
  default_role text not null check (default_role in ('viewer', 'member', 'reviewer', 'manager', 'admin')),
  version int not null default 1,
  created_by uuid references app.users (id) on delete set null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);

create table app.scim_tokens (
  workspace_id uuid not null references app.scim_directories (workspace_id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  -- What a verified token enters with. It is told to the live role by one proven call only.
  pass_id uuid not null unique default gen_random_uuid(),
  public_id text not null unique check (public_id ~ '^[0-9A-Za-z]{12,24}$'),
  secret_hash text not null check (length(secret_hash) between 40 and 200),
  created_by uuid references app.users (id) on delete set null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null check (expires_at <= created_at + interval '366 days'),
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id)
);

-- What the directory says of a member. It is emptied when the member is removed; who ended it last stays.
create table app.scim_users (
  workspace_id uuid not null,
  membership_id uuid not null,
  user_name_digest bytea check (length(user_name_digest) = 32),
  external_id_digest bytea check (length(external_id_digest) = 32),
  sealed_attributes bytea,
  -- The directory itself suspended or removed this member last, so it may take that back.
  ended_by_directory boolean not null default false,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  primary key (workspace_id, membership_id),
  unique (workspace_id, user_name_digest),
  foreign key (workspace_id, membership_id) references app.memberships (workspace_id, id) on delete cascade
);
create index scim_users_external on app.scim_users (workspace_id, external_id_digest);

create table app.scim_groups (
  workspace_id uuid not null references app.scim_directories (workspace_id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  name_digest bytea not null check (length(name_digest) = 32),
  external_id_digest bytea check (length(external_id_digest) = 32),
  sealed_attributes bytea not null,
  -- What its members become; null: nothing yet. An admin says so, never the directory.
  role text check (role in ('viewer', 'member', 'reviewer', 'manager', 'admin')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, name_digest)
);
create index scim_groups_external on app.scim_groups (workspace_id, external_id_digest);

create table app.scim_group_members (
  workspace_id uuid not null,
  group_id uuid not null,
  membership_id uuid not null,
  primary key (workspace_id, group_id, membership_id),
  foreign key (workspace_id, group_id) references app.scim_groups (workspace_id, id) on delete cascade,
  foreign key (workspace_id, membership_id) references app.memberships (workspace_id, id) on delete cascade
);
create index scim_group_members_member on app.scim_group_members (workspace_id, membership_id);

do $$
declare
  name text;
begin
  foreach name in array array['scim_directories', 'scim_tokens', 'scim_users', 'scim_groups', 'scim_group_members']
  loop
    execute format('alter table app.%I enable row level security', name);
    execute format('alter table app.%I force row level security', name);
    execute format('create policy tenant on app.%I to caseward_app
      using (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5)
      with check (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5)', name);
    execute format('create policy definer on app.%I to caseward_owner using (true) with check (true)', name);
    execute format('create policy operator on app.%I to caseward_operator using (true) with check (true)', name);
    execute format('grant select on app.%I to caseward_operator', name);
  end loop;
end
$$;
grant update (sealed_attributes) on app.scim_users, app.scim_groups to caseward_operator;

grant select on app.scim_directories to caseward_app;
grant insert (workspace_id, default_role, created_by) on app.scim_directories to caseward_app;
grant update (active, default_role, version, changed_at) on app.scim_directories to caseward_app;

grant select (workspace_id, id, public_id, created_by, created_at, expires_at, last_used_at, revoked_at)
  on app.scim_tokens to caseward_app;
grant insert (workspace_id, id, public_id, secret_hash, created_by, expires_at) on app.scim_tokens to caseward_app;
grant update (expires_at, revoked_at) on app.scim_tokens to caseward_app;

grant select on app.scim_users to caseward_app;
grant insert (workspace_id, membership_id, user_name_digest, external_id_digest, sealed_attributes, ended_by_directory)
  on app.scim_users to caseward_app;
grant update (user_name_digest, external_id_digest, sealed_attributes, ended_by_directory, changed_at)
  on app.scim_users to caseward_app;

grant select, delete on app.scim_groups to caseward_app;
grant insert (workspace_id, id, name_digest, external_id_digest, sealed_attributes) on app.scim_groups to caseward_app;
grant update (name_digest, external_id_digest, sealed_attributes, role, version, changed_at) on app.scim_groups to caseward_app;

grant select, delete, insert (workspace_id, group_id, membership_id) on app.scim_group_members to caseward_app;

-- Whoever else suspends, reinstates or removes a member: from then on it was not the directory. The tie of someone who
-- was removed is cut on every way out.
create function app.loosen_scim_tie() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update app.scim_users t set ended_by_directory = false,
      user_name_digest = case when new.state = 'removed' then null else t.user_name_digest end,
      external_id_digest = case when new.state = 'removed' then null else t.external_id_digest end,
      sealed_attributes = case when new.state = 'removed' then null else t.sealed_attributes end
    where t.workspace_id = new.workspace_id and t.membership_id = new.id;
  if new.state = 'removed' then
    delete from app.scim_group_members t where t.workspace_id = new.workspace_id and t.membership_id = new.id;
  end if;
  return null;
end
$$;
create trigger loosen_scim_tie after update of state on app.memberships
  for each row when (old.state is distinct from new.state) execute function app.loosen_scim_tie();

-- The door ---------------------------------------------------------------------------------------------

alter table app.audit_entries drop constraint audit_entries_actor_kind_check;
alter table app.audit_entries add constraint audit_entries_actor_kind_check
  check (actor_kind in ('user', 'token', 'scim', 'system', 'operator', 'anonymous'));

-- A directory's token in place of a session: it acts as the directory, as an admin would, and asks no person. Only
-- what is made for directories lets it do anything.
create function app.enter_by_scim(p_pass uuid, p_workspace uuid, p_ip inet)
returns table (entered_user uuid, entered_member uuid, entered_role text, entered_assigned_only boolean,
  entered_policies jsonb, entered_version int, entered_token uuid, entered_scopes text[])
language plpgsql volatile security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
  t record;
  w record;
begin
  select k.id, k.workspace_id, k.last_used_at, d.id as directory, d.active into t
    from app.scim_tokens k join app.scim_directories d on d.workspace_id = k.workspace_id
    where k.pass_id = p_pass and k.revoked_at is null and k.expires_at > now();
  if not found then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  select x.policies, x.version, x.ip_ranges into w
    from app.workspaces x where x.id = p_workspace and x.state = 'active' and x.id = t.workspace_id;
  if not found or not t.active then
    raise exception 'workspace refused' using errcode = 'CW404';
  end if;
  if w.ip_ranges is not null and (p_ip <<= any (w.ip_ranges)) is not true then
    raise exception 'address refused' using errcode = 'CW412';
  end if;
  if t.last_used_at is null or t.last_used_at < now() - interval '1 minute' then
    update app.scim_tokens k set last_used_at = now() where k.workspace_id = t.workspace_id and k.id = t.id;
  end if;
  perform app.put_context(t.id, p_workspace, t.directory, 5, false);
  return query select t.directory, '00000000-0000-0000-0000-000000000000'::uuid, 'admin'::text, false, w.policies,
    w.version, t.id, array['scim'];
end
$$;

-- As before; what is no API token may be a directory's.
create or replace function app.enter_by_token(p_pass uuid, p_workspace uuid, p_ip inet)
returns table (entered_user uuid, entered_member uuid, entered_role text, entered_assigned_only boolean,
  entered_policies jsonb, entered_version int, entered_token uuid, entered_scopes text[])
language plpgsql volatile security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
  t record;
  w record;
  m record;
  v_role text;
  v_bound boolean;
begin
  select k.id, k.workspace_id, k.role, k.scopes, k.ip_ranges, k.maker_id, k.survives_maker, k.last_used_at, u.disabled_at into t
    from app.api_tokens k join app.users u on u.id = k.maker_id
    where k.pass_id = p_pass and k.revoked_at is null and k.expires_at > now();
  if not found then
    return query select * from app.enter_by_scim(p_pass, p_workspace, p_ip);
    return;
  end if;
  select x.policies, x.version, x.strong_factor_from, x.ip_ranges into w
    from app.workspaces x where x.id = p_workspace and x.state = 'active' and x.id = t.workspace_id;
  if not found then
    raise exception 'workspace refused' using errcode = 'CW404';
  end if;
  select x.id, x.role, x.assigned_only, x.admin_since into m
    from app.memberships x
    where x.workspace_id = p_workspace and x.user_id = t.maker_id and x.state = 'active' and t.disabled_at is null;
  if not found and not t.survives_maker then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  if (w.ip_ranges is not null and (p_ip <<= any (w.ip_ranges)) is not true)
    or (t.ip_ranges is not null and (p_ip <<= any (t.ip_ranges)) is not true) then
    raise exception 'address refused' using errcode = 'CW412';
  end if;
  if m.id is null then
    v_role := t.role;
    v_bound := false;
  else
    v_role := case when app.rank_of(m.role) < app.rank_of(t.role) then m.role else t.role end;
    v_bound := m.assigned_only;
    perform app.check_demands(t.maker_id, app.rank_of(m.role), m.admin_since, w.strong_factor_from, false);
  end if;
  if t.last_used_at is null or t.last_used_at < now() - interval '1 minute' then
    update app.api_tokens k set last_used_at = now() where k.workspace_id = t.workspace_id and k.id = t.id;
  end if;
  perform app.put_context(t.id, p_workspace, t.maker_id, app.rank_of(v_role), v_bound);
  return query select t.maker_id, coalesce(m.id, '00000000-0000-0000-0000-000000000000'::uuid), v_role, v_bound, w.policies,
    w.version, t.id, t.scopes;
end
$$;

-- A directory token's row for whoever holds its secret: the hash to compare with, and the pass to enter with.
create function app.find_scim_token(p_public_id text, p_moment bigint, p_proof bytea)
returns table (id uuid, workspace_id uuid, pass_id uuid, secret_hash text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if app.proven('scim token ' || p_public_id, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  return query select k.id, k.workspace_id, k.pass_id, k.secret_hash from app.scim_tokens k
    where k.public_id = p_public_id and k.revoked_at is null and k.expires_at > now();
end
$$;
grant execute on function app.find_scim_token(text, bigint, bytea) to caseward_app;

-- A read by a directory is logged as one.
create or replace function app.audit_reads(p_workspaces uuid[], p_actors uuid[], p_sessions uuid[], p_actions text[],
  p_target_kinds text[], p_targets uuid[], p_fields text[], p_ips bytea[], p_requests text[], p_details jsonb[])
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  insert into app.audit_entries (workspace_id, actor_kind, actor_id, session_id, action, target_kind, target_id,
      fields, ip_sealed, request_id, detail)
  select r.workspace_id,
    case when r.actor_id is null then 'anonymous'
      when exists (select 1 from app.api_tokens t where t.workspace_id = r.workspace_id and t.id = r.session_id) then 'token'
      when exists (select 1 from app.scim_tokens t where t.workspace_id = r.workspace_id and t.id = r.session_id) then 'scim'
      else 'user' end,
    r.actor_id, r.session_id,
    r.action, r.target_kind, r.target_id, string_to_array(r.fields, ','), r.ip, r.request_id, r.detail
  from unnest(p_workspaces, p_actors, p_sessions, p_actions, p_target_kinds, p_targets, p_fields, p_ips,
      p_requests, p_details)
    as r (workspace_id, actor_id, session_id, action, target_kind, target_id, fields, ip, request_id, detail)
$$;
