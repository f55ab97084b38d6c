-- Every way in and every way to be shut out stands on this: what a person can prove who they are with, what a
-- session remembers of how it was opened, what a workspace demands, and one function that asks it all at the door.

-- What a session remembers -----------------------------------------------------------------------------

alter table app.sessions
  add column first_factor text not null default 'code'
    check (first_factor in ('code', 'password', 'passkey', 'saml', 'oidc', 'setup')),
  add column second_factor text check (second_factor in ('totp', 'backup_code', 'passkey', 'code')),
  -- The last time a factor was given: administration asks for one within ten minutes.
  add column factor_at timestamptz not null default now(),
  -- The workspace whose identity provider vouched, where one did.
  add column sso_workspace_id uuid references app.workspaces (id) on delete cascade;
alter table app.sessions drop constraint sessions_stage_check;
alter table app.sessions add constraint sessions_stage_check
  check (stage in ('full', 'second_factor', 'change_password'));
create index sessions_sso on app.sessions (sso_workspace_id) where sso_workspace_id is not null and ended_at is null;

-- What a person has ------------------------------------------------------------------------------------

create table app.passwords (
  user_id uuid primary key references app.users (id) on delete cascade,
  hash text not null check (length(hash) between 40 and 200),
  -- Made by the system: signs in once, and only to be replaced.
  temporary boolean not null default false,
  -- The breach corpus could not be asked: ask again at the next sign-in.
  recheck boolean not null default false,
  set_at timestamptz not null default now()
);

create table app.totp_secrets (
  user_id uuid primary key references app.users (id) on delete cascade,
  sealed_secret bytea not null,
  confirmed_at timestamptz,
  -- The last 30-second step a code was taken from; the same or an older one is refused.
  last_step bigint not null default 0,
  created_at timestamptz not null default now()
);

create table app.backup_codes (
  user_id uuid not null references app.users (id) on delete cascade,
  code_digest bytea not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (user_id, code_digest)
);

create table app.passkeys (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references app.users (id) on delete cascade,
  credential_id bytea not null unique check (length(credential_id) between 1 and 1023),
  public_key bytea not null check (length(public_key) between 16 and 4096),
  counter bigint not null default 0,
  transports text[] not null default '{}',
  backed_up boolean not null default false,
  sealed_name bytea not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkeys_user on app.passkeys (user_id, created_at);

-- A challenge that a factor answers: single use, five minutes.
create table app.factor_challenges (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references app.users (id) on delete cascade,
  purpose text not null check (purpose in ('passkey_enrol', 'passkey_sign_in', 'passkey_step_up')),
  challenge_digest bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);

-- A link or code in a mail that does one thing once.
create table app.mailed_tokens (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references app.users (id) on delete cascade,
  purpose text not null check (purpose in ('password_reset', 'email_change')),
  token_digest bytea not null unique,
  -- The new address, where one is being proven.
  sealed_email bytea,
  email_digest bytea,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index mailed_tokens_user on app.mailed_tokens (user_id, purpose, created_at desc);

do $$
declare
  name text;
begin
  foreach name in array array['passwords', 'totp_secrets', 'backup_codes', 'passkeys', 'factor_challenges', 'mailed_tokens']
  loop
    execute format('alter table app.%I enable row level security', name);
    execute format('alter table app.%I force row level security', name);
    execute format('create policy definer on app.%I to caseward_owner using (true) with check (true)', name);
  end loop;
end
$$;
create policy operator on app.totp_secrets to caseward_operator using (true) with check (true);
create policy operator on app.passkeys to caseward_operator using (true) with check (true);
create policy operator on app.mailed_tokens to caseward_operator using (true) with check (true);
grant select on app.totp_secrets, app.passkeys, app.mailed_tokens to caseward_operator;
grant update (sealed_secret) on app.totp_secrets to caseward_operator;
grant update (sealed_name) on app.passkeys to caseward_operator;
grant update (sealed_email) on app.mailed_tokens to caseward_operator;

-- A factor that a stolen mailbox does not give: what administration, and a workspace that says so, demand.
create function app.has_strong_factor(p_user uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select 1 from app.totp_secrets t where t.user_id = p_user and t.confirmed_at is not null)
    or exists (select 1 from app.passkeys k where k.user_id = p_user)
$$;

-- What a workspace demands -----------------------------------------------------------------------------

alter table app.workspaces
  -- Which first factors open it; null: all.
  add column sign_in_methods text[]
    check (sign_in_methods <@ array['code', 'password', 'passkey', 'saml', 'oidc']::text[] and cardinality(sign_in_methods) > 0),
  -- From then on every member needs a strong factor; null: only who administers.
  add column strong_factor_from timestamptz,
  add column private_devices boolean not null default true,
  -- Requests from elsewhere are refused; null: from anywhere.
  add column ip_ranges cidr[] check (cardinality(ip_ranges) between 1 and 200),
  -- Only its identity provider lets in; owners named for it get past in an emergency, where that is on.
  add column sso_enforced boolean not null default false,
  add column break_glass boolean not null default false;
grant update (sign_in_methods, strong_factor_from, private_devices, ip_ranges, sso_enforced, break_glass)
  on app.workspaces to caseward_app;
grant update (ip_ranges, sso_enforced, break_glass, sign_in_methods) on app.workspaces to caseward_operator;

-- Since when a member administers, moved by the role itself: the seven days run from here.
alter table app.memberships
  add column admin_since timestamptz,
  add column break_glass boolean not null default false;
update app.memberships set admin_since = now() where role in ('admin', 'owner');
grant update (break_glass) on app.memberships to caseward_app;

create function app.note_admin_since() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.role not in ('admin', 'owner') then
    new.admin_since := null;
  elsif tg_op = 'INSERT' or new.admin_since is null then
    new.admin_since := now();
  end if;
  return new;
end
$$;
create trigger note_admin_since before insert or update of role on app.memberships
  for each row execute function app.note_admin_since();

-- API tokens -------------------------------------------------------------------------------------------

create table app.api_tokens (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  -- What a verified token enters with. It is told to the live role by one proven call only.
  pass_id uuid not null unique default gen_random_uuid(),
  -- The readable part of the token, by which its row is found.
  public_id text not null unique check (public_id ~ '^[0-9A-Za-z]{12,24}$'),
  secret_hash text not null check (length(secret_hash) between 40 and 200),
  sealed_name bytea not null,
  role text not null check (role in ('viewer', 'member', 'reviewer', 'manager', 'admin')),
  scopes text[] not null check (cardinality(scopes) between 1 and 40),
  ip_ranges cidr[] check (cardinality(ip_ranges) between 1 and 50),
  maker_id uuid not null references app.users (id) on delete restrict,
  -- An admin said that it goes on when its maker leaves.
  survives_maker boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null check (expires_at <= created_at + interval '366 days'),
  last_used_at timestamptz,
  revoked_at timestamptz,
  -- The days before the end (30, 7, 1) of which a reminder went out last.
  reminded_days int,
  primary key (workspace_id, id)
);
create index api_tokens_maker on app.api_tokens (maker_id) where revoked_at is null;
create index api_tokens_expiry on app.api_tokens (expires_at) where revoked_at is null;
alter table app.api_tokens enable row level security;
alter table app.api_tokens force row level security;
create policy tenant on app.api_tokens to caseward_app
  using (workspace_id = (select app.tenant())) with check (workspace_id = (select app.tenant()));
create policy definer on app.api_tokens to caseward_owner using (true) with check (true);
create policy operator on app.api_tokens to caseward_operator using (true) with check (true);
grant select (workspace_id, id, public_id, sealed_name, role, scopes, ip_ranges, maker_id, survives_maker, version, created_at,
  expires_at, last_used_at, revoked_at, reminded_days) on app.api_tokens to caseward_app;
grant insert (workspace_id, id, public_id, secret_hash, sealed_name, role, scopes, ip_ranges, maker_id, survives_maker,
  expires_at) on app.api_tokens to caseward_app;
grant update (sealed_name, ip_ranges, survives_maker, version, revoked_at, reminded_days) on app.api_tokens to caseward_app;
grant select on app.api_tokens to caseward_operator;
grant update (sealed_name, revoked_at) on app.api_tokens to caseward_operator;

-- The door ---------------------------------------------------------------------------------------------

-- What the workspace demands of whoever stands before it, once it is known that they belong there.
-- CW415: enrol a strong factor first. CW411: another way of signing in. CW412: not from this address.
create function app.check_demands(p_user uuid, p_rank int, p_admin_since timestamptz, p_strong_from timestamptz,
  p_vouched boolean) returns void
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if (p_rank >= 5 and p_admin_since <= now() - interval '7 days'
      or p_strong_from <= now() and not p_vouched)
    and not app.has_strong_factor(p_user) then
    raise exception 'enrolment required' using errcode = 'CW415';
  end if;
end
$$;

drop function app.enter(uuid, uuid);

-- The way into a workspace by session or, where the pass is none, by API token: session, membership, workspace
-- and what it demands are checked on this very request, and the context is set for this transaction only.
create function app.enter(p_pass uuid, p_workspace uuid, p_ip inet)
returns table (entered_user uuid, entered_member uuid, entered_role text, entered_assigned_only boolean,
  entered_policies jsonb, entered_version int, entered_token uuid, entered_scopes text[])
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  s record;
  m record;
begin
  select t.user_id, t.stage, t.private_device, t.last_seen_at, t.first_factor, t.sso_workspace_id into s
    from app.sessions t join app.users u on u.id = t.user_id
    where t.id = p_pass and t.ended_at is null and t.expires_at > now()
      and t.created_at >= u.tokens_valid_after and u.disabled_at is null;
  if not found then
    return query select * from app.enter_by_token(p_pass, p_workspace, p_ip);
    return;
  end if;
  if s.stage <> 'full' then
    raise exception 'sign-in not finished' using errcode = case s.stage when 'second_factor' then 'CW402' else 'CW414' end;
  end if;
  if s.last_seen_at < now() - interval '5 minutes' then
    perform app.use_session(p_pass);
  end if;
  select t.id, t.role, t.assigned_only, t.admin_since, t.break_glass and w.break_glass as past_sso, w.policies, w.version,
      w.sign_in_methods, w.strong_factor_from, w.ip_ranges, w.sso_enforced into m
    from app.memberships t join app.workspaces w on w.id = t.workspace_id
    where t.workspace_id = p_workspace and t.user_id = s.user_id and t.state = 'active' and w.state = 'active';
  if not found then
    raise exception 'workspace refused' using errcode = 'CW404';
  end if;
  if m.ip_ranges is not null and (p_ip <<= any (m.ip_ranges)) is not true then
    raise exception 'address refused' using errcode = 'CW412';
  end if;
  if (m.sso_enforced and s.sso_workspace_id is distinct from p_workspace
      or m.sign_in_methods is not null and s.first_factor <> all (m.sign_in_methods))
    and not m.past_sso then
    raise exception 'another way of signing in' using errcode = 'CW411';
  end if;
  if m.admin_since is not null or m.strong_factor_from is not null then
    perform app.check_demands(s.user_id, app.rank_of(m.role), m.admin_since, m.strong_factor_from,
      s.sso_workspace_id is not distinct from p_workspace);
  end if;
  perform app.put_context(p_pass, p_workspace, s.user_id, app.rank_of(m.role), m.assigned_only);
  return query select s.user_id, m.id, m.role, m.assigned_only, m.policies, m.version, null::uuid, null::text[];
end
$$;
grant execute on function app.enter(uuid, uuid, inet) to caseward_app;

-- A token acts in the name of its maker, never above the lesser of its own role and theirs; its maker's leaving
-- ends it unless an admin said otherwise. It meets the same demands as its maker would.
create function app.enter_by_token(p_pass uuid, p_workspace uuid, p_ip inet)
returns table (entered_user uuid, entered_member uuid, entered_role text, entered_assigned_only boolean,
  entered_policies jsonb, entered_version int, entered_token uuid, entered_scopes text[])
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
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
    raise exception 'session refused' using errcode = 'CW401';
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

-- A token's row for whoever holds its secret: the hash to compare with, and the pass to enter with.
create function app.find_api_token(p_public_id text, p_moment bigint, p_proof bytea)
returns table (id uuid, workspace_id uuid, pass_id uuid, secret_hash text, maker_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if app.proven('token ' || p_public_id, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  return query select k.id, k.workspace_id, k.pass_id, k.secret_hash, k.maker_id from app.api_tokens k
    where k.public_id = p_public_id and k.revoked_at is null and k.expires_at > now();
end
$$;
grant execute on function app.find_api_token(text, bigint, bytea) to caseward_app;

-- Sessions ---------------------------------------------------------------------------------------------

create or replace function app.use_full_session(p_session uuid) returns app.sessions
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  s app.sessions := app.use_session(p_session);
begin
  if s.stage <> 'full' then
    raise exception 'sign-in not finished' using errcode = case s.stage when 'second_factor' then 'CW402' else 'CW414' end;
  end if;
  return s;
end
$$;

-- A whole session in which a factor was given within the last ten minutes. CW413: give one again.
create function app.require_recent_factor(p_session uuid) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  s app.sessions := app.use_full_session(p_session);
begin
  if s.factor_at < now() - interval '10 minutes' then
    raise exception 'factor too old' using errcode = 'CW413';
  end if;
  return s.user_id;
end
$$;
grant execute on function app.require_recent_factor(uuid) to caseward_app;

drop function app.open_session(uuid, uuid, boolean, bytea, bigint, bytea);
drop function app.create_session(uuid, uuid, boolean, bytea);

-- A session for a user; at most 5 live ones: the least recently used make room and are returned. It lasts for 30
-- days on a private device where every workspace of the user allows that.
create function app.create_session(p_id uuid, p_user uuid, p_private boolean, p_sealed_origin bytea, p_stage text,
  p_first_factor text, p_second_factor text, p_sso_workspace uuid)
returns table (ended uuid, ended_origin bytea, ended_last_seen_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_private boolean := p_private and not exists (select 1 from app.memberships m join app.workspaces w on w.id = m.workspace_id
    where m.user_id = p_user and m.state = 'active' and w.state = 'active' and not w.private_devices);
begin
  perform 1 from app.users u where u.id = p_user for update;
  insert into app.sessions (id, user_id, private_device, sealed_origin, stage, first_factor, second_factor, sso_workspace_id,
      expires_at)
    values (p_id, p_user, v_private, p_sealed_origin, p_stage, p_first_factor, p_second_factor, p_sso_workspace,
      now() + case when v_private then interval '30 days' else interval '8 hours' end);
  return query
    update app.sessions t set ended_at = now(), end_reason = 'cap'
      where t.id in (select o.id from app.sessions o
        where o.user_id = p_user and o.ended_at is null and o.expires_at > now() and o.id <> p_id
        order by o.last_seen_at desc, o.created_at desc offset 4)
      returning t.id, t.sealed_origin, t.last_seen_at;
end
$$;

create function app.open_session(p_id uuid, p_user uuid, p_private boolean, p_sealed_origin bytea, p_stage text,
  p_first_factor text, p_second_factor text, p_sso_workspace uuid, p_moment bigint, p_proof bytea)
returns table (ended uuid, ended_origin bytea, ended_last_seen_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if app.proven('session ' || p_id::text || ' ' || p_user::text || ' ' || p_stage, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  return query select * from app.create_session(p_id, p_user, p_private, p_sealed_origin, p_stage, p_first_factor,
    p_second_factor, p_sso_workspace);
end
$$;
grant execute on function app.open_session(uuid, uuid, boolean, bytea, text, text, text, uuid, bigint, bytea) to caseward_app;

-- The session goes on under another id, and the old one is dead: after a second factor, a new password, a new role
-- nobody else can have known the id beforehand (ASVS 7.2.4). It remembers the factor given.
create function app.renew_session(p_session uuid, p_new uuid, p_sealed_origin bytea, p_second_factor text, p_stage text,
  p_moment bigint, p_proof bytea) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  s app.sessions := app.use_session(p_session);
begin
  if app.proven('renew ' || p_session::text || ' ' || p_new::text || ' ' || p_stage, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  update app.sessions t set ended_at = now(), end_reason = 'renewed' where t.id = p_session and t.ended_at is null;
  if not found then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  insert into app.sessions (id, user_id, stage, private_device, sealed_origin, created_at, expires_at, first_factor,
      second_factor, factor_at, sso_workspace_id)
    values (p_new, s.user_id, p_stage, s.private_device, p_sealed_origin, clock_timestamp(), s.expires_at, s.first_factor,
      coalesce(p_second_factor, s.second_factor), case when p_second_factor is null then s.factor_at else now() end,
      s.sso_workspace_id);
  return s.user_id;
end
$$;
grant execute on function app.renew_session(uuid, uuid, bytea, text, text, bigint, bytea) to caseward_app;

-- A factor was given again.
create function app.note_factor(p_session uuid, p_moment bigint, p_proof bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if app.proven('factor ' || p_session::text, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  perform app.use_full_session(p_session);
  update app.sessions t set factor_at = now() where t.id = p_session;
end
$$;
grant execute on function app.note_factor(uuid, bigint, bytea) to caseward_app;

drop function app.current_session(uuid);
create function app.current_session(p_session uuid)
returns table (id uuid, user_id uuid, stage text, private_device boolean, created_at timestamptz,
  last_seen_at timestamptz, expires_at timestamptz, sealed_profile bytea, preferences jsonb, first_factor text,
  second_factor text, factor_at timestamptz, sso_workspace_id uuid)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select s.id, s.user_id, s.stage, s.private_device, s.created_at, s.last_seen_at, s.expires_at,
    u.sealed_profile, u.preferences, s.first_factor, s.second_factor, s.factor_at, s.sso_workspace_id
  from app.use_session(p_session) s join app.users u on u.id = s.user_id
$$;
grant execute on function app.current_session(uuid) to caseward_app;

-- What a person has to sign in with, for their own session, whole or half.
create function app.my_factors(p_session uuid)
returns table (password boolean, password_set_at timestamptz, totp boolean, backup_codes_left int, passkeys int)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select p.user_id is not null, p.set_at,
    exists (select 1 from app.totp_secrets t where t.user_id = s.user_id and t.confirmed_at is not null),
    (select count(*)::int from app.backup_codes b where b.user_id = s.user_id and b.used_at is null),
    (select count(*)::int from app.passkeys k where k.user_id = s.user_id)
  from app.use_session(p_session) s left join app.passwords p on p.user_id = s.user_id
$$;
grant execute on function app.my_factors(uuid) to caseward_app;

-- The same before there is a session: which second factor does this person have?
create function app.factors_of(p_user uuid, p_moment bigint, p_proof bytea)
returns table (totp boolean, passkeys int)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select 1 from app.totp_secrets t where t.user_id = p_user and t.confirmed_at is not null),
    (select count(*)::int from app.passkeys k where k.user_id = p_user)
  where app.proven('factors ' || p_user::text, p_moment, p_proof)
$$;
grant execute on function app.factors_of(uuid, bigint, bytea) to caseward_app;
