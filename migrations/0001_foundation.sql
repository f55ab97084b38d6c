-- The ground every wall stands on: one schema, no rights by default, and a tenant context that
-- only the database can make. See CONVENTIONS.md.

create schema app;
revoke all on schema app from public;
grant usage on schema app to caseward_app, caseward_sealer, caseward_operator;
-- Functions are executable by everyone unless the maker's defaults say otherwise.
alter default privileges revoke execute on functions from public;

-- The tenant context ------------------------------------------------------------------------------

-- The key that signs a context. Nobody but definer functions reads it.
create table app.context_secrets (
  secret bytea not null check (length(secret) = 32)
);
alter table app.context_secrets enable row level security;
alter table app.context_secrets force row level security;
create policy definer_reads on app.context_secrets for select to caseward_owner using (true);
create policy definer_makes on app.context_secrets for insert to caseward_owner with check (true);
insert into app.context_secrets (secret)
  values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

-- Any role can set a custom setting, so a context counts only with its signature, and only in the
-- transaction it was made for. Layout: mac(64) session(36) workspace(36) user(36) rank(1) assigned(1) moment.
create function app.sign_context(p_body text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select encode(sha256(s.secret || convert_to(p_body || now()::text, 'UTF8') || s.secret), 'hex')
  from app.context_secrets s
$$;

-- The workspace this transaction has entered, or null: then every tenant policy matches nothing.
create function app.tenant() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  context text := current_setting('app.context', true);
begin
  if length(context) < 174 or left(context, 64) <> app.sign_context(substr(context, 65)) then
    return null;
  end if;
  return substr(context, 101, 36)::uuid;
end
$$;

-- Who entered. Only meaningful beside app.tenant(), which every policy asks first.
create function app.actor_id() returns uuid
language sql stable set search_path = pg_catalog, pg_temp
as $$ select nullif(substr(current_setting('app.context', true), 137, 36), '')::uuid $$;

create function app.actor_rank() returns int
language sql stable set search_path = pg_catalog, pg_temp
as $$ select coalesce(nullif(substr(current_setting('app.context', true), 173, 1), '')::int, 0) $$;

create function app.actor_assigned_only() returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$ select coalesce(substr(current_setting('app.context', true), 174, 1) = '1', true) $$;

create function app.put_context(p_session uuid, p_workspace uuid, p_user uuid, p_rank int, p_assigned_only boolean)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  body text := p_session::text || p_workspace::text || p_user::text || p_rank::text
    || case when p_assigned_only then '1' else '0' end;
begin
  perform set_config('app.context', app.sign_context(body) || body, true);
end
$$;

grant execute on function app.tenant(), app.actor_id(), app.actor_rank(), app.actor_assigned_only()
  to caseward_app, caseward_sealer, caseward_operator, caseward_owner;

-- People -------------------------------------------------------------------------------------------

create table app.system_keys (
  purpose text not null check (purpose in ('seal', 'index')),
  version int not null,
  wrapped bytea not null,
  root_key_id text not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (purpose, version)
);

create table app.users (
  id uuid primary key default gen_random_uuid(),
  email_digest bytea not null unique,
  sealed_profile bytea not null,
  preferences jsonb not null default '{}',
  tokens_valid_after timestamptz not null default now(),
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);

create table app.sign_in_codes (
  id uuid primary key default gen_random_uuid(),
  email_digest bytea not null,
  code_digest bytea not null,
  purpose text not null check (purpose in ('sign_in')),
  tries int not null default 0,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  consumed_at timestamptz
);
create index sign_in_codes_email on app.sign_in_codes (email_digest, created_at desc);

create table app.sessions (
  id uuid primary key,
  user_id uuid not null references app.users (id) on delete cascade,
  stage text not null default 'full' check (stage in ('full', 'second_factor')),
  private_device boolean not null default false,
  sealed_origin bytea not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text
);
create index sessions_user on app.sessions (user_id, last_seen_at) where ended_at is null;

create table app.setup_links (
  id uuid primary key default gen_random_uuid(),
  token_digest bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);

create table app.operator_tokens (
  id uuid primary key default gen_random_uuid(),
  token_digest bytea not null unique,
  purpose text not null check (purpose in ('prove')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz
);

-- Workspaces ---------------------------------------------------------------------------------------

create table app.workspaces (
  id uuid primary key default gen_random_uuid(),
  sealed_profile bytea not null,
  preset text not null check (preset in ('knowledge', 'legal', 'agency')),
  region text not null default '',
  state text not null default 'active' check (state in ('active', 'scheduled_for_deletion', 'purged')),
  synthetic boolean not null default false,
  settings jsonb not null,
  policies jsonb not null default '{}',
  case_counter int not null default 0,
  version int not null default 1,
  created_at timestamptz not null default now(),
  deletion_at timestamptz
);

create table app.workspace_keys (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  purpose text not null check (purpose in ('seal', 'index')),
  version int not null,
  wrapped bytea not null,
  root_key_id text not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (workspace_id, purpose, version)
);

create table app.memberships (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  user_id uuid not null references app.users (id) on delete restrict,
  role text not null check (role in ('viewer', 'member', 'reviewer', 'manager', 'admin', 'owner')),
  assigned_only boolean not null default false,
  state text not null default 'active' check (state in ('active', 'suspended', 'removed')),
  sealed_profile bytea not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, user_id)
);
create index memberships_user on app.memberships (user_id);

create table app.invitations (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  email_digest bytea not null,
  sealed_email bytea not null,
  role text not null check (role in ('viewer', 'member', 'reviewer', 'manager', 'admin', 'owner')),
  assigned_only boolean not null default false,
  token_digest bytea not null unique,
  state text not null default 'pending' check (state in ('pending', 'accepted', 'cancelled')),
  inviter_id uuid not null references app.users (id) on delete restrict,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (workspace_id, id)
);
create index invitations_email on app.invitations (email_digest);

create function app.rank_of(p_role text) returns int
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case p_role when 'owner' then 6 when 'admin' then 5 when 'manager' then 4
    when 'reviewer' then 3 when 'member' then 2 when 'viewer' then 1 else 0 end
$$;
grant execute on function app.rank_of(text) to caseward_app;

-- Audit --------------------------------------------------------------------------------------------

create table app.audit_entries (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid references app.workspaces (id) on delete restrict,
  at timestamptz not null default clock_timestamp(),
  actor_kind text not null check (actor_kind in ('user', 'token', 'system', 'operator', 'anonymous')),
  actor_id uuid,
  session_id uuid,
  action text not null,
  target_kind text,
  target_id uuid,
  fields text[] not null default '{}',
  ip_sealed bytea,
  request_id text not null,
  detail jsonb not null default '{}'
);
create index audit_entries_workspace on app.audit_entries (workspace_id, at desc, id);
create index audit_entries_target on app.audit_entries (workspace_id, target_id, at desc);

create table app.audit_leaves (
  seq bigint primary key,
  entry_id uuid not null unique references app.audit_entries (id) on delete restrict,
  leaf bytea not null
);

create table app.audit_checkpoints (
  size bigint primary key,
  root bytea not null,
  note text not null,
  at timestamptz not null default now()
);

create table app.audit_signing_keys (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  public_key bytea not null,
  sealed_private_key bytea not null,
  created_at timestamptz not null default now()
);

-- What happened, for those who wait: live updates and jobs. Ids only, never content.
create table app.outbox (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  topic text not null,
  target_id uuid,
  payload jsonb not null default '{}',
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index outbox_created on app.outbox (created_at);

-- Walls --------------------------------------------------------------------------------------------

do $$
declare
  name text;
begin
  foreach name in array array['system_keys', 'users', 'sign_in_codes', 'sessions', 'setup_links',
    'operator_tokens', 'workspaces', 'workspace_keys', 'memberships', 'invitations', 'audit_entries',
    'audit_leaves', 'audit_checkpoints', 'audit_signing_keys', 'outbox']
  loop
    execute format('alter table app.%I enable row level security', name);
    execute format('alter table app.%I force row level security', name);
  end loop;
end
$$;

create policy tenant on app.workspaces to caseward_app, caseward_operator
  using (id = (select app.tenant())) with check (id = (select app.tenant()));
grant select on app.workspaces to caseward_app;
grant update (sealed_profile, region, state, settings, policies, case_counter, version, deletion_at) on app.workspaces to caseward_app;

create policy tenant on app.memberships to caseward_app
  using (workspace_id = (select app.tenant())) with check (workspace_id = (select app.tenant()));
grant select on app.memberships to caseward_app;
grant insert (workspace_id, user_id, role, assigned_only, sealed_profile) on app.memberships to caseward_app;
grant update (role, assigned_only, state, sealed_profile, version, changed_at) on app.memberships to caseward_app;

create policy tenant on app.invitations to caseward_app
  using (workspace_id = (select app.tenant())) with check (workspace_id = (select app.tenant()));
grant select on app.invitations to caseward_app;
grant insert (workspace_id, id, email_digest, sealed_email, role, assigned_only, token_digest, inviter_id, expires_at)
  on app.invitations to caseward_app;
grant update (token_digest, state, expires_at) on app.invitations to caseward_app;

create policy tenant on app.workspace_keys to caseward_app
  using (workspace_id = (select app.tenant())) with check (workspace_id = (select app.tenant()));
grant select on app.workspace_keys to caseward_app;

create policy own_workspace on app.audit_entries for select to caseward_app
  using (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 3);
create policy appended_as_oneself on app.audit_entries for insert to caseward_app
  with check (workspace_id = (select app.tenant()) and actor_id is not distinct from (select app.actor_id()));
grant select on app.audit_entries to caseward_app;
grant insert (id, workspace_id, at, actor_kind, actor_id, session_id, action, target_kind, target_id, fields, ip_sealed, request_id, detail)
  on app.audit_entries to caseward_app;

create policy sealed_log on app.audit_entries for select to caseward_sealer using (true);
create policy sealed_log on app.audit_leaves to caseward_sealer using (true) with check (true);
create policy sealed_log on app.audit_checkpoints to caseward_sealer using (true) with check (true);
grant select on app.audit_entries to caseward_sealer;
grant select, insert (seq, entry_id, leaf) on app.audit_leaves to caseward_sealer;
grant select, insert (size, root, note) on app.audit_checkpoints to caseward_sealer;
create policy own_leaves on app.audit_leaves for select to caseward_app
  using (exists (select 1 from app.audit_entries e where e.id = entry_id));
create policy public_checkpoints on app.audit_checkpoints for select to caseward_app using (true);
grant select on app.audit_leaves, app.audit_checkpoints to caseward_app;
create policy signing on app.audit_signing_keys to caseward_sealer using (true) with check (true);
create policy public_key on app.audit_signing_keys for select to caseward_app using (true);
grant select, insert (name, public_key, sealed_private_key) on app.audit_signing_keys to caseward_sealer;
grant select (id, name, public_key, created_at) on app.audit_signing_keys to caseward_app;

create policy tenant on app.outbox to caseward_app
  using (workspace_id = (select app.tenant())) with check (workspace_id = (select app.tenant()));
grant select, insert (workspace_id, topic, target_id, payload) on app.outbox to caseward_app;

-- What the definer functions (owned by caseward_owner) may touch. FORCE binds the owner too, so each
-- is named here; nobody signs in as the owner but the migrator.
create policy definer on app.system_keys to caseward_owner using (true) with check (true);
create policy definer on app.users to caseward_owner using (true) with check (true);
create policy definer on app.sign_in_codes to caseward_owner using (true) with check (true);
create policy definer on app.sessions to caseward_owner using (true) with check (true);
create policy definer on app.setup_links to caseward_owner using (true) with check (true);
create policy definer on app.operator_tokens to caseward_owner using (true) with check (true);
create policy definer on app.workspaces to caseward_owner using (true) with check (true);
create policy definer on app.workspace_keys to caseward_owner using (true) with check (true);
create policy definer on app.memberships to caseward_owner using (true) with check (true);
create policy definer on app.invitations to caseward_owner using (true) with check (true);
create policy definer on app.audit_entries for insert to caseward_owner with check (true);
create policy definer_reads on app.audit_entries for select to caseward_owner using (true);

-- The operator's commands read and re-seal everything; the role is never the live server's.
create policy operator on app.system_keys to caseward_operator using (true) with check (true);
create policy operator on app.users to caseward_operator using (true) with check (true);
create policy operator_all on app.workspaces to caseward_operator using (true) with check (true);
create policy operator on app.workspace_keys to caseward_operator using (true) with check (true);
create policy operator on app.memberships to caseward_operator using (true) with check (true);
create policy operator on app.invitations to caseward_operator using (true) with check (true);
create policy operator on app.sessions to caseward_operator using (true) with check (true);
create policy operator on app.operator_tokens to caseward_operator using (true) with check (true);
create policy operator on app.setup_links to caseward_operator using (true) with check (true);
create policy operator on app.audit_entries for select to caseward_operator using (true);
create policy operator_appends on app.audit_entries for insert to caseward_operator
  with check (actor_kind in ('operator', 'system'));
create policy operator on app.audit_leaves for select to caseward_operator using (true);
create policy operator on app.audit_checkpoints for select to caseward_operator using (true);
create policy operator on app.audit_signing_keys for select to caseward_operator using (true);
grant select, insert, update, delete on app.system_keys, app.workspace_keys to caseward_operator;
grant select on app.users, app.workspaces, app.memberships, app.invitations, app.sessions to caseward_operator;
grant update (sealed_profile) on app.users, app.workspaces, app.memberships to caseward_operator;
grant update (sealed_email) on app.invitations to caseward_operator;
grant update (sealed_origin) on app.sessions to caseward_operator;
grant select, insert, update on app.operator_tokens, app.setup_links to caseward_operator;
grant select, insert (id, workspace_id, at, actor_kind, actor_id, action, target_kind, target_id, fields, request_id, detail)
  on app.audit_entries to caseward_operator;
grant select on app.audit_leaves, app.audit_checkpoints, app.audit_signing_keys to caseward_operator;
