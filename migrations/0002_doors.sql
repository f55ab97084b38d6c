-- The doors: every function the live role may call to be let in. Each is a definer function with a
-- fixed search_path, and says no by raising CW401 (sign in), CW402 (second factor), CW404 (not yours).

-- A session that counts: known, whole, not ended, not idle too long, not older than tokens_valid_after.
-- Idle time is 8 hours, or 30 days on a private device; the clock is moved at most every 5 minutes.
create function app.use_session(p_session uuid) returns app.sessions
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  s app.sessions;
begin
  select t.* into s from app.sessions t join app.users u on u.id = t.user_id
    where t.id = p_session and t.ended_at is null and t.expires_at > now()
      and t.created_at >= u.tokens_valid_after and u.disabled_at is null;
  if not found then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  if s.last_seen_at < now() - interval '5 minutes' then
    update app.sessions t
      set last_seen_at = now(),
          expires_at = now() + case when t.private_device then interval '30 days' else interval '8 hours' end
      where t.id = s.id returning t.* into s;
  end if;
  return s;
end
$$;

-- The same, past the second factor.
create function app.use_full_session(p_session uuid) returns app.sessions
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  s app.sessions := app.use_session(p_session);
begin
  if s.stage <> 'full' then
    raise exception 'second factor missing' using errcode = 'CW402';
  end if;
  return s;
end
$$;

-- The way into a workspace: session, membership and workspace are checked on this very request, and
-- the context is set for this transaction only.
create function app.enter(p_session uuid, p_workspace uuid)
returns table (entered_user uuid, entered_member uuid, entered_role text, entered_assigned_only boolean,
  entered_policies jsonb, entered_version int)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  s record;
  m record;
begin
  select t.user_id, t.stage, t.private_device, t.last_seen_at into s
    from app.sessions t join app.users u on u.id = t.user_id
    where t.id = p_session and t.ended_at is null and t.expires_at > now()
      and t.created_at >= u.tokens_valid_after and u.disabled_at is null;
  if not found then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  if s.stage <> 'full' then
    raise exception 'second factor missing' using errcode = 'CW402';
  end if;
  if s.last_seen_at < now() - interval '5 minutes' then
    perform app.use_session(p_session);
  end if;
  select t.id, t.role, t.assigned_only, w.policies, w.version into m
    from app.memberships t join app.workspaces w on w.id = t.workspace_id
    where t.workspace_id = p_workspace and t.user_id = s.user_id and t.state = 'active' and w.state = 'active';
  if not found then
    raise exception 'workspace refused' using errcode = 'CW404';
  end if;
  perform app.put_context(p_session, p_workspace, s.user_id, app.rank_of(m.role), m.assigned_only);
  return query select s.user_id, m.id, m.role, m.assigned_only, m.policies, m.version;
end
$$;

-- Jobs come in by the same wall: the system acts inside one workspace, with an owner's sight, named as such.
create function app.enter_as_system(p_workspace uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform 1 from app.workspaces w where w.id = p_workspace and w.state <> 'purged';
  if not found then
    raise exception 'workspace refused' using errcode = 'CW404';
  end if;
  perform app.put_context('00000000-0000-0000-0000-000000000000', p_workspace,
    '00000000-0000-0000-0000-000000000000', 6, false);
end
$$;

-- Keys ---------------------------------------------------------------------------------------------

-- Wrapped keys are ciphertext under the root key; scope zero is the deployment itself.
create function app.load_keys(p_scope uuid)
returns table (purpose text, version int, wrapped bytea, root_key_id text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select k.purpose, k.version, k.wrapped, k.root_key_id from app.system_keys k
    where p_scope = '00000000-0000-0000-0000-000000000000' and k.retired_at is null
  union all
  select k.purpose, k.version, k.wrapped, k.root_key_id from app.workspace_keys k
    where k.workspace_id = p_scope and k.retired_at is null
$$;

-- First start of two nodes at once: whoever comes first wins, the other reads.
create function app.save_system_key(p_purpose text, p_version int, p_wrapped bytea, p_root_key_id text)
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  insert into app.system_keys (purpose, version, wrapped, root_key_id)
    select p_purpose, p_version, p_wrapped, p_root_key_id
    where not exists (select 1 from app.system_keys k where k.purpose = p_purpose)
  on conflict do nothing
$$;

-- Setting up ---------------------------------------------------------------------------------------

create function app.user_count() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select count(*) from app.users $$;

-- A link counts only while nobody has an account; a new one voids those before it.
create function app.save_setup_link(p_token_digest bytea, p_minutes int) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select 1 from app.users) then
    return false;
  end if;
  update app.setup_links set used_at = now() where used_at is null;
  insert into app.setup_links (token_digest, expires_at)
    values (p_token_digest, now() + make_interval(mins => p_minutes));
  return true;
end
$$;

create function app.setup_link_open(p_token_digest bytea) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select 1 from app.setup_links l
    where l.token_digest = p_token_digest and l.used_at is null and l.expires_at > now())
    and not exists (select 1 from app.users)
$$;

-- A workspace, its keys and its first owner in one step; used by set-up and by proof worlds.
create function app.create_workspace(p_workspace uuid, p_sealed_profile bytea, p_preset text, p_region text,
  p_settings jsonb, p_policies jsonb, p_synthetic boolean, p_purposes text[], p_versions int[], p_wrapped bytea[], p_root_key_ids text[],
  p_owner uuid, p_owner_profile bytea)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into app.workspaces (id, sealed_profile, preset, region, settings, policies, synthetic)
    values (p_workspace, p_sealed_profile, p_preset, p_region, p_settings, p_policies, p_synthetic);
  insert into app.workspace_keys (workspace_id, purpose, version, wrapped, root_key_id)
    select p_workspace, k.* from unnest(p_purposes, p_versions, p_wrapped, p_root_key_ids) k;
  insert into app.memberships (workspace_id, user_id, role, sealed_profile)
    values (p_workspace, p_owner, 'owner', p_owner_profile);
end
$$;

create function app.redeem_setup_link(p_token_digest bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  lock table app.setup_links in share row exclusive mode;
  if exists (select 1 from app.users) then
    return false;
  end if;
  update app.setup_links l set used_at = now()
    where l.token_digest = p_token_digest and l.used_at is null and l.expires_at > now();
  return found;
end
$$;

create function app.create_user(p_user uuid, p_email_digest bytea, p_sealed_profile bytea) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  insert into app.users (id, email_digest, sealed_profile) values (p_user, p_email_digest, p_sealed_profile)
$$;

create function app.find_user(p_email_digest bytea)
returns table (id uuid, sealed_profile bytea, disabled boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select u.id, u.sealed_profile, u.disabled_at is not null from app.users u where u.email_digest = p_email_digest
$$;

-- Whom a code may let in who has no account yet: someone with an open invitation.
create function app.has_invitation(p_email_digest bytea) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select 1 from app.invitations i where i.email_digest = p_email_digest
    and i.state = 'pending' and i.expires_at > now())
$$;

create function app.find_user_by_id(p_user uuid)
returns table (id uuid, sealed_profile bytea, disabled boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select u.id, u.sealed_profile, u.disabled_at is not null from app.users u where u.id = p_user
$$;

-- Signing in by code (claims FC-02, FC-03, FC-04) ---------------------------------------------------

-- A new code voids the old one but inherits its failed tries, so that asking again resets nothing.
create function app.save_sign_in_code(p_id uuid, p_email_digest bytea, p_code_digest bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  carried int;
begin
  perform pg_advisory_xact_lock(hashtextextended(encode(p_email_digest, 'hex'), 7));
  select coalesce(sum(c.tries), 0) into carried from app.sign_in_codes c
    where c.email_digest = p_email_digest and c.created_at > now() - interval '3 minutes' and c.consumed_at is null;
  update app.sign_in_codes c set consumed_at = now()
    where c.email_digest = p_email_digest and c.consumed_at is null;
  delete from app.sign_in_codes c where c.created_at < now() - interval '1 day' and c.email_digest = p_email_digest;
  insert into app.sign_in_codes (id, email_digest, code_digest, purpose, tries, expires_at)
    values (p_id, p_email_digest, p_code_digest, 'sign_in', least(carried, 5), now() + interval '3 minutes');
end
$$;

-- One try at a code. The try is counted before the code is compared, under a row lock, so that
-- parallel guesses cannot outrun the count. The caller compares nothing.
create function app.try_sign_in_code(p_email_digest bytea, p_code_digest bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  c app.sign_in_codes;
begin
  select * into c from app.sign_in_codes t
    where t.email_digest = p_email_digest and t.consumed_at is null
    order by t.created_at desc limit 1 for update;
  if not found or c.expires_at <= now() or c.tries >= 5 then
    return false;
  end if;
  update app.sign_in_codes t
    set tries = t.tries + 1,
        consumed_at = case when t.code_digest = p_code_digest then now() end
    where t.id = c.id;
  return c.code_digest = p_code_digest;
end
$$;

-- Tries in a sliding window, kept per keyed digest. Taken before the secret is looked at, so that parallel
-- guesses cannot outrun the count; a right one is given back.
create table app.sign_in_tries (
  key bytea not null,
  at timestamptz not null default clock_timestamp()
);
create index sign_in_tries_key on app.sign_in_tries (key, at);
alter table app.sign_in_tries enable row level security;
alter table app.sign_in_tries force row level security;
create policy definer on app.sign_in_tries to caseward_owner using (true) with check (true);

create function app.take_sign_in_try(p_key bytea, p_limit int, p_seconds int) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(encode(p_key, 'hex'), 8));
  delete from app.sign_in_tries t where t.key = p_key and t.at < clock_timestamp() - make_interval(secs => p_seconds);
  if (select count(*) from app.sign_in_tries t where t.key = p_key) >= p_limit then
    return false;
  end if;
  insert into app.sign_in_tries (key) values (p_key);
  return true;
end
$$;

create function app.forgive_sign_in_tries(p_keys bytea[]) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  delete from app.sign_in_tries t using unnest(p_keys) k
    where t.key = k and t.at = (select max(l.at) from app.sign_in_tries l where l.key = k)
$$;

-- A session for a user; at most 5 live ones: the least recently used make room and are returned.
create function app.create_session(p_id uuid, p_user uuid, p_private boolean, p_sealed_origin bytea)
returns table (ended uuid, ended_origin bytea, ended_last_seen_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform 1 from app.users u where u.id = p_user for update;
  insert into app.sessions (id, user_id, private_device, sealed_origin, expires_at)
    values (p_id, p_user, p_private, p_sealed_origin,
      now() + case when p_private then interval '30 days' else interval '8 hours' end);
  return query
    update app.sessions t set ended_at = now(), end_reason = 'cap'
      where t.id in (select o.id from app.sessions o
        where o.user_id = p_user and o.ended_at is null and o.expires_at > now() and o.id <> p_id
        order by o.last_seen_at desc, o.created_at desc offset 4)
      returning t.id, t.sealed_origin, t.last_seen_at;
end
$$;

create function app.current_session(p_session uuid)
returns table (id uuid, user_id uuid, stage text, private_device boolean, created_at timestamptz,
  last_seen_at timestamptz, expires_at timestamptz, sealed_profile bytea, preferences jsonb)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select s.id, s.user_id, s.stage, s.private_device, s.created_at, s.last_seen_at, s.expires_at,
    u.sealed_profile, u.preferences
  from app.use_session(p_session) s join app.users u on u.id = s.user_id
$$;

create function app.list_sessions(p_session uuid)
returns table (id uuid, private_device boolean, sealed_origin bytea, created_at timestamptz,
  last_seen_at timestamptz, expires_at timestamptz, is_current boolean)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select t.id, t.private_device, t.sealed_origin, t.created_at, t.last_seen_at, t.expires_at, t.id = p_session
  from app.use_full_session(p_session) s join app.sessions t on t.user_id = s.user_id
  where t.ended_at is null and t.expires_at > now()
  order by t.last_seen_at desc
$$;

-- Ends one session of the same user. Returns how many ended: 0 = not one of theirs.
create function app.end_session(p_session uuid, p_other uuid) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := (app.use_session(p_session)).user_id;
  n int;
begin
  update app.sessions t set ended_at = now(), end_reason = 'ended'
    where t.id = p_other and t.user_id = who and t.ended_at is null;
  get diagnostics n = row_count;
  return n;
end
$$;

-- Ends all of the user's sessions by one moment (claims FTS-08, FL-13).
create function app.end_all_sessions(p_session uuid) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := (app.use_session(p_session)).user_id;
  n int;
begin
  update app.users u set tokens_valid_after = clock_timestamp() where u.id = who;
  update app.sessions t set ended_at = now(), end_reason = 'signed_out_everywhere'
    where t.user_id = who and t.ended_at is null;
  get diagnostics n = row_count;
  return n;
end
$$;

create function app.my_workspaces(p_session uuid)
returns table (id uuid, sealed_profile bytea, preset text, role text, assigned_only boolean, settings jsonb, policies jsonb)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select w.id, w.sealed_profile, w.preset, m.role, m.assigned_only, w.settings, w.policies
  from app.use_session(p_session) s
  join app.memberships m on m.user_id = s.user_id and m.state = 'active'
  join app.workspaces w on w.id = m.workspace_id and w.state = 'active'
  where s.stage = 'full'
  order by m.created_at, w.id
$$;

create function app.save_preferences(p_session uuid, p_preferences jsonb) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  update app.users u set preferences = p_preferences from app.use_full_session(p_session) s where u.id = s.user_id
$$;

-- Invitations, from the outside --------------------------------------------------------------------

create function app.find_invitation(p_token_digest bytea)
returns table (workspace_id uuid, id uuid, email_digest bytea, role text, assigned_only boolean,
  workspace_profile bytea, inviter_id uuid, sealed_email bytea, expires_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select i.workspace_id, i.id, i.email_digest, i.role, i.assigned_only, w.sealed_profile, i.inviter_id, i.sealed_email,
    i.expires_at
  from app.invitations i join app.workspaces w on w.id = i.workspace_id and w.state = 'active'
  where i.token_digest = p_token_digest and i.state = 'pending' and i.expires_at > now()
$$;

-- Accepting needs the token and a session of the very person invited. A removed member comes back with
-- the invited role; an active or suspended one is left as is.
create function app.accept_invitation(p_session uuid, p_token_digest bytea, p_member_profile bytea)
returns table (workspace_id uuid, membership_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  i app.invitations;
  s app.sessions := app.use_full_session(p_session);
begin
  update app.invitations t set state = 'accepted'
    from app.users u, app.workspaces w
    where t.token_digest = p_token_digest and t.state = 'pending' and t.expires_at > now()
      and u.id = s.user_id and u.email_digest = t.email_digest
      and w.id = t.workspace_id and w.state = 'active'
    returning t.* into i;
  if not found then
    raise exception 'invitation refused' using errcode = 'CW404';
  end if;
  return query
    insert into app.memberships as m (workspace_id, user_id, role, assigned_only, sealed_profile)
      values (i.workspace_id, s.user_id, i.role, i.assigned_only, p_member_profile)
    on conflict on constraint memberships_workspace_id_user_id_key do update
      set role = case when m.state = 'removed' then excluded.role else m.role end,
          assigned_only = case when m.state = 'removed' then excluded.assigned_only else m.assigned_only end,
          state = case when m.state = 'removed' then 'active' else m.state end,
          changed_at = now()
    returning m.workspace_id, m.id;
end
$$;

create function app.operator_token_live(p_token_digest bytea) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select 1 from app.operator_tokens t
    where t.token_digest = p_token_digest and t.ended_at is null and t.expires_at > now())
$$;

-- Audit from outside a workspace --------------------------------------------------------------------

-- Sign-ins and the like: one entry for each workspace of the user, or one for the deployment when none.
create function app.audit_identity(p_user uuid, p_actor_kind text, p_session uuid, p_action text,
  p_request_id text, p_ip_sealed bytea, p_detail jsonb)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into app.audit_entries (workspace_id, actor_kind, actor_id, session_id, action, target_kind, target_id,
      ip_sealed, request_id, detail)
    select m.workspace_id, p_actor_kind, p_user, p_session, p_action, 'user', p_user, p_ip_sealed, p_request_id, p_detail
    from app.memberships m where m.user_id = p_user and m.state <> 'removed';
  if not found then
    insert into app.audit_entries (workspace_id, actor_kind, actor_id, session_id, action, target_kind, target_id,
        ip_sealed, request_id, detail)
      values (null, p_actor_kind, p_user, p_session, p_action, 'user', p_user, p_ip_sealed, p_request_id, p_detail);
  end if;
end
$$;

-- Reads of sensitive data, many at once (group commit). Each names a session that entered that workspace.
create function app.audit_reads(p_workspaces uuid[], p_actors uuid[], p_sessions uuid[], p_actions text[],
  p_target_kinds text[], p_targets uuid[], p_fields text[], p_ips bytea[], p_requests text[], p_details jsonb[])
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  insert into app.audit_entries (workspace_id, actor_kind, actor_id, session_id, action, target_kind, target_id,
      fields, ip_sealed, request_id, detail)
  select r.workspace_id, case when r.actor_id is null then 'anonymous' else 'user' end, r.actor_id, r.session_id,
    r.action, r.target_kind, r.target_id, string_to_array(r.fields, ','), r.ip, r.request_id, r.detail
  from unnest(p_workspaces, p_actors, p_sessions, p_actions, p_target_kinds, p_targets, p_fields, p_ips,
      p_requests, p_details)
    as r (workspace_id, actor_id, session_id, action, target_kind, target_id, fields, ip, request_id, detail)
$$;

do $$
declare
  f record;
begin
  for f in select p.oid::regprocedure as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'app' and p.proname in ('enter', 'enter_as_system', 'load_keys', 'save_system_key', 'user_count',
      'save_setup_link', 'setup_link_open', 'redeem_setup_link', 'create_workspace', 'create_user', 'find_user',
      'find_user_by_id', 'has_invitation', 'save_sign_in_code', 'try_sign_in_code', 'take_sign_in_try', 'forgive_sign_in_tries', 'create_session', 'current_session',
      'list_sessions', 'end_session', 'end_all_sessions', 'my_workspaces', 'save_preferences', 'find_invitation',
      'accept_invitation', 'operator_token_live', 'audit_identity', 'audit_reads')
  loop
    execute format('grant execute on function %s to caseward_app', f.signature);
  end loop;
end
$$;
grant execute on function app.load_keys(uuid), app.save_system_key(text, int, bytea, text) to caseward_sealer, caseward_operator;
grant execute on function app.save_setup_link(bytea, int), app.user_count() to caseward_operator;
