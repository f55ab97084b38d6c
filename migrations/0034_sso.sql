-- Single sign-on of a workspace by its own identity provider: what connects to it, which e-mail domains it may speak
-- for, every sign-in on its way, and whom it has let in.

-- Connections and domains --------------------------------------------------------------------------------

-- One row a provider, whichever protocol it speaks. Addresses, keys and secrets of the provider are in the sealed
-- settings; what decides at the door stands beside them.
create table app.sso_connections (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('saml', 'oidc')),
  sealed_settings bytea not null,
  -- Our own key towards this provider: it signs requests and opens what was encrypted to us.
  sealed_private_key bytea,
  -- Sign-in is offered through it.
  active boolean not null default false,
  -- Answers nobody asked for are taken.
  unasked boolean not null default false,
  -- Whoever comes through without a membership gets one of this role; null: nobody does.
  join_role text check (join_role in ('viewer', 'member', 'reviewer', 'manager', 'admin')),
  -- The version of these settings that a whole round trip has proven; an edit asks for another.
  tested_version int,
  tested_at timestamptz,
  tested_by uuid references app.users (id) on delete set null,
  -- What the last round trip brought, or why it failed.
  sealed_test bytea,
  metadata_at timestamptz,
  -- Since when the metadata could not be fetched.
  metadata_failing_since timestamptz,
  -- The days before the end (30, 7, 1) of its newest certificate of which a reminder went out last.
  reminded_days int,
  version int not null default 1,
  created_by uuid not null references app.users (id) on delete restrict,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (id)
);
create unique index sso_connections_active on app.sso_connections (workspace_id) where active;

-- A domain of e-mail addresses a workspace has shown to be its own; two workspaces may share one.
create table app.sso_domains (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  domain text not null check (domain ~ '^[a-z0-9](?:[a-z0-9.-]{0,251})[a-z0-9]$' and domain like '%.%'),
  -- What the TXT record has to hold. Everyone may read it there.
  challenge text not null,
  verified_at timestamptz,
  verified_by text check (verified_by in ('dns', 'operator')),
  checked_at timestamptz,
  created_by uuid references app.users (id) on delete set null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, domain),
  check ((verified_at is null) = (verified_by is null))
);
create index sso_domains_verified on app.sso_domains (domain) where verified_at is not null;

-- Who came through, and when last: the others are pointed out before anything is enforced.
create table app.sso_people (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  connection_id uuid not null,
  user_id uuid not null references app.users (id) on delete cascade,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  primary key (workspace_id, connection_id, user_id),
  foreign key (workspace_id, connection_id) references app.sso_connections (workspace_id, id) on delete cascade
);

-- Sign-ins on their way ----------------------------------------------------------------------------------

-- From asking the provider to a session: begun, answered once, claimed once.
create table app.sso_sign_ins (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null,
  connection_id uuid not null,
  purpose text not null check (purpose in ('sign_in', 'test')),
  -- Who tries it out.
  user_id uuid references app.users (id) on delete cascade,
  -- The browser that began; null where nobody here did.
  browser_digest bytea,
  -- Where to go afterwards and, with OpenID Connect, nonce and verifier.
  sealed_state bytea,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '5 minutes',
  answered_at timestamptz,
  arrival_digest bytea unique,
  sealed_arrival bytea,
  claimed_at timestamptz,
  primary key (workspace_id, id),
  unique (id),
  foreign key (workspace_id, connection_id) references app.sso_connections (workspace_id, id) on delete cascade
);
create index sso_sign_ins_created on app.sso_sign_ins (created_at);

-- Assertions that have been taken. They are kept far longer than any would be believed.
create table app.sso_spent (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  connection_id uuid not null,
  digest bytea not null,
  spent_at timestamptz not null default now(),
  primary key (workspace_id, connection_id, digest),
  foreign key (workspace_id, connection_id) references app.sso_connections (workspace_id, id) on delete cascade
);
create index sso_spent_at on app.sso_spent (spent_at);

-- What a session is called at the provider, so that either side can end it.
create table app.sso_sessions (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  session_id uuid not null references app.sessions (id) on delete cascade,
  connection_id uuid not null,
  subject_digest bytea not null,
  index_digest bytea,
  sealed_subject bytea not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, session_id),
  unique (session_id),
  foreign key (workspace_id, connection_id) references app.sso_connections (workspace_id, id) on delete cascade
);
create index sso_sessions_subject on app.sso_sessions (connection_id, subject_digest);

-- An owner got past an enforced provider: noted by the door itself, once a session, and told to all owners.
create table app.break_glass_uses (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  session_id uuid not null,
  user_id uuid not null references app.users (id) on delete cascade,
  at timestamptz not null default now(),
  told_at timestamptz,
  primary key (workspace_id, session_id)
);
create index break_glass_untold on app.break_glass_uses (at) where told_at is null;

-- Walls --------------------------------------------------------------------------------------------------

do $$
declare
  name text;
begin
  foreach name in array array['sso_connections', 'sso_domains', 'sso_people', 'sso_sign_ins', 'sso_spent', 'sso_sessions',
    'break_glass_uses']
  loop
    execute format('alter table app.%I enable row level security', name);
    execute format('alter table app.%I force row level security', name);
    execute format('create policy definer on app.%I to caseward_owner using (true) with check (true)', name);
  end loop;
end
$$;

create policy tenant on app.sso_connections to caseward_app
  using (workspace_id = (select app.tenant())) with check (workspace_id = (select app.tenant()));
grant select, delete on app.sso_connections to caseward_app;
grant insert (workspace_id, id, kind, sealed_settings, sealed_private_key, metadata_at, created_by)
  on app.sso_connections to caseward_app;
grant update (sealed_settings, active, unasked, join_role, tested_version, tested_at, tested_by, sealed_test, metadata_at,
  metadata_failing_since, reminded_days, version, changed_at) on app.sso_connections to caseward_app;

create policy tenant on app.sso_domains to caseward_app
  using (workspace_id = (select app.tenant())) with check (workspace_id = (select app.tenant()));
grant select, delete on app.sso_domains to caseward_app;
grant insert (workspace_id, id, domain, challenge, created_by) on app.sso_domains to caseward_app;
grant update (verified_at, verified_by, checked_at) on app.sso_domains to caseward_app;

create policy tenant on app.sso_people to caseward_app
  using (workspace_id = (select app.tenant())) with check (workspace_id = (select app.tenant()));
grant select on app.sso_people to caseward_app;
grant insert (workspace_id, connection_id, user_id) on app.sso_people to caseward_app;
grant update (last_at) on app.sso_people to caseward_app;

create policy operator on app.sso_connections to caseward_operator using (true) with check (true);
create policy operator on app.sso_domains to caseward_operator using (true) with check (true);
create policy operator on app.sso_sign_ins to caseward_operator using (true) with check (true);
create policy operator on app.sso_sessions to caseward_operator using (true) with check (true);
grant select on app.sso_connections, app.sso_domains, app.sso_sign_ins, app.sso_sessions to caseward_operator;
grant update (sealed_settings, sealed_private_key, sealed_test) on app.sso_connections to caseward_operator;
grant insert (workspace_id, domain, challenge, verified_at, verified_by) on app.sso_domains to caseward_operator;
grant update (verified_at, verified_by) on app.sso_domains to caseward_operator;
grant update (sealed_state, sealed_arrival) on app.sso_sign_ins to caseward_operator;
grant update (sealed_subject) on app.sso_sessions to caseward_operator;

-- Doors without a session: each wants a proof that the live role cannot make ------------------------------

create function app.sso_proven(p_subject text, p_moment bigint, p_proof bytea) returns void
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if app.proven('sso ' || p_subject, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
end
$$;

-- Where an address of this domain may sign in: at most one provider for each workspace, the oldest claim first.
create function app.sso_offers(p_domain text, p_moment bigint, p_proof bytea)
returns table (connection_id uuid, enforced boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform app.sso_proven('offers ' || p_domain, p_moment, p_proof);
  return query select c.id, w.sso_enforced
    from app.sso_domains d
      join app.workspaces w on w.id = d.workspace_id and w.state = 'active'
      join app.sso_connections c on c.workspace_id = d.workspace_id and c.active
    where d.domain = p_domain and d.verified_at is not null
    order by w.sso_enforced desc, d.verified_at, c.id;
end
$$;
grant execute on function app.sso_offers(text, bigint, bytea) to caseward_app;

create function app.sso_connection(p_id uuid, p_moment bigint, p_proof bytea)
returns table (workspace_id uuid, kind text, sealed_settings bytea, sealed_private_key bytea, active boolean,
  unasked boolean, join_role text, version int, enforced boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform app.sso_proven('connection ' || p_id::text, p_moment, p_proof);
  return query select c.workspace_id, c.kind, c.sealed_settings, c.sealed_private_key, c.active, c.unasked, c.join_role,
      c.version, w.sso_enforced
    from app.sso_connections c join app.workspaces w on w.id = c.workspace_id
    where c.id = p_id and w.state = 'active';
end
$$;
grant execute on function app.sso_connection(uuid, bigint, bytea) to caseward_app;

create function app.sso_begin(p_id uuid, p_connection uuid, p_purpose text, p_user uuid, p_browser_digest bytea,
  p_sealed_state bytea, p_moment bigint, p_proof bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform app.sso_proven('begin ' || p_id::text || ' ' || p_connection::text, p_moment, p_proof);
  insert into app.sso_sign_ins (workspace_id, id, connection_id, purpose, user_id, browser_digest, sealed_state)
    select c.workspace_id, p_id, c.id, p_purpose, p_user, p_browser_digest, p_sealed_state
    from app.sso_connections c where c.id = p_connection;
end
$$;
grant execute on function app.sso_begin(uuid, uuid, text, uuid, bytea, bytea, bigint, bytea) to caseward_app;

-- A sign-in that still waits for its answer.
create function app.sso_waiting(p_id uuid, p_connection uuid, p_moment bigint, p_proof bytea)
returns table (purpose text, user_id uuid, sealed_state bytea)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform app.sso_proven('waiting ' || p_id::text, p_moment, p_proof);
  return query select s.purpose, s.user_id, s.sealed_state from app.sso_sign_ins s
    where s.id = p_id and s.connection_id = p_connection and s.answered_at is null and s.expires_at > now();
end
$$;
grant execute on function app.sso_waiting(uuid, uuid, bigint, bytea) to caseward_app;

-- Takes the answer of a sign-in: its request and its assertion are used up together, on whichever node, or neither
-- is. A sign-in that nobody asked for begins here.
create function app.sso_answer(p_id uuid, p_connection uuid, p_asked boolean, p_assertion_digest bytea,
  p_arrival_digest bytea, p_sealed_arrival bytea, p_moment bigint, p_proof bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform app.sso_proven('answer ' || p_id::text || ' ' || p_connection::text, p_moment, p_proof);
  if not p_asked then
    insert into app.sso_sign_ins (workspace_id, id, connection_id, purpose)
      select c.workspace_id, p_id, c.id, 'sign_in' from app.sso_connections c where c.id = p_connection;
  end if;
  update app.sso_sign_ins s set answered_at = now(), expires_at = now() + interval '2 minutes',
      arrival_digest = p_arrival_digest, sealed_arrival = p_sealed_arrival
    where s.id = p_id and s.connection_id = p_connection and s.answered_at is null and s.expires_at > now();
  if not found then
    raise exception 'answered before' using errcode = 'CW401';
  end if;
  insert into app.sso_spent (workspace_id, connection_id, digest)
    select c.workspace_id, c.id, p_assertion_digest from app.sso_connections c where c.id = p_connection
    on conflict do nothing;
  if not found then
    raise exception 'assertion used before' using errcode = 'CW401';
  end if;
end
$$;
grant execute on function app.sso_answer(uuid, uuid, boolean, bytea, bytea, bytea, bigint, bytea) to caseward_app;

-- What waits for a browser. `mine`: it is the one that began. Looking does not use it up.
create function app.sso_arrival(p_arrival_digest bytea, p_browser_digest bytea, p_moment bigint, p_proof bytea)
returns table (id uuid, connection_id uuid, asked boolean, mine boolean, sealed_state bytea, sealed_arrival bytea)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform app.sso_proven('arrival ' || encode(p_arrival_digest, 'hex'), p_moment, p_proof);
  return query select s.id, s.connection_id, s.browser_digest is not null,
      coalesce(s.browser_digest = p_browser_digest, false), s.sealed_state, s.sealed_arrival
    from app.sso_sign_ins s
    where s.arrival_digest = p_arrival_digest and s.purpose = 'sign_in' and s.claimed_at is null and s.expires_at > now();
end
$$;
grant execute on function app.sso_arrival(bytea, bytea, bigint, bytea) to caseward_app;

create function app.sso_claim(p_id uuid, p_moment bigint, p_proof bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform app.sso_proven('claim ' || p_id::text, p_moment, p_proof);
  update app.sso_sign_ins s set claimed_at = now() where s.id = p_id and s.claimed_at is null and s.expires_at > now();
  return found;
end
$$;
grant execute on function app.sso_claim(uuid, bigint, bytea) to caseward_app;

create function app.sso_note_session(p_session uuid, p_connection uuid, p_subject_digest bytea, p_index_digest bytea,
  p_sealed_subject bytea, p_moment bigint, p_proof bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform app.sso_proven('session ' || p_session::text || ' ' || p_connection::text, p_moment, p_proof);
  insert into app.sso_sessions (workspace_id, session_id, connection_id, subject_digest, index_digest, sealed_subject)
    select c.workspace_id, p_session, c.id, p_subject_digest, p_index_digest, p_sealed_subject
    from app.sso_connections c where c.id = p_connection;
  -- The provider's word is no factor given here: administration asks for one.
  update app.sessions s set factor_at = s.created_at - interval '1 hour' where s.id = p_session;
end
$$;
grant execute on function app.sso_note_session(uuid, uuid, bytea, bytea, bytea, bigint, bytea) to caseward_app;

-- What the provider is to be told when this session's person signs out.
create function app.sso_session(p_session uuid)
returns table (session_id uuid, connection_id uuid, sealed_subject bytea)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  s app.sessions := app.use_session(p_session);
begin
  return query select t.session_id, t.connection_id, t.sealed_subject from app.sso_sessions t
    where t.session_id = p_session
      or t.workspace_id = s.sso_workspace_id and t.session_id in
        (select o.id from app.sessions o where o.user_id = s.user_id and o.end_reason = 'renewed')
    order by t.created_at desc limit 1;
end
$$;
grant execute on function app.sso_session(uuid) to caseward_app;

-- The provider says that somebody signed out: without an index everywhere. A session that went on under another id
-- takes all of theirs with it.
create function app.sso_end_sessions(p_connection uuid, p_message_digest bytea, p_subject_digest bytea,
  p_index_digests bytea[], p_moment bigint, p_proof bytea)
returns table (ended uuid, ended_user uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform app.sso_proven('end ' || p_connection::text || ' ' || encode(p_subject_digest, 'hex'), p_moment, p_proof);
  insert into app.sso_spent (workspace_id, connection_id, digest)
    select c.workspace_id, c.id, p_message_digest from app.sso_connections c where c.id = p_connection
    on conflict do nothing;
  if not found then
    raise exception 'message used before' using errcode = 'CW401';
  end if;
  return query
    with named as (
      select t.session_id, t.workspace_id, s.user_id, s.end_reason = 'renewed' as renewed
      from app.sso_sessions t join app.sessions s on s.id = t.session_id
      where t.connection_id = p_connection and t.subject_digest = p_subject_digest
        and (cardinality(p_index_digests) = 0 or t.index_digest = any (p_index_digests))
    )
    update app.sessions s set ended_at = now(), end_reason = 'provider'
      from named n
      where s.ended_at is null and (s.id = n.session_id
        or n.renewed and s.user_id = n.user_id and s.sso_workspace_id = n.workspace_id)
      returning s.id, s.user_id;
end
$$;
grant execute on function app.sso_end_sessions(uuid, bytea, bytea, bytea[], bigint, bytea) to caseward_app;

-- Every connection, for the daily look at metadata and certificates.
create function app.sso_all(p_moment bigint, p_proof bytea) returns table (workspace_id uuid, connection_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform app.sso_proven('all', p_moment, p_proof);
  return query select c.workspace_id, c.id from app.sso_connections c
    join app.workspaces w on w.id = c.workspace_id and w.state = 'active' order by 1, 2;
end
$$;
grant execute on function app.sso_all(bigint, bytea) to caseward_app;

create function app.sso_tidy() returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  delete from app.sso_sign_ins s where s.created_at < now() - interval '1 hour';
  delete from app.sso_spent s where s.spent_at < now() - interval '1 day';
  delete from app.break_glass_uses b where b.told_at < now() - interval '90 days';
$$;
grant execute on function app.sso_tidy() to caseward_app;

-- Uses of the emergency door nobody was told of yet; handed out once.
create function app.break_glass_to_tell(p_moment bigint, p_proof bytea)
returns table (workspace_id uuid, user_id uuid, at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform app.sso_proven('break-glass', p_moment, p_proof);
  return query update app.break_glass_uses b set told_at = now() where b.told_at is null
    returning b.workspace_id, b.user_id, b.at;
end
$$;
grant execute on function app.break_glass_to_tell(bigint, bytea) to caseward_app;

-- The door ---------------------------------------------------------------------------------------------

-- The emergency door was used: once a session it goes into the log, and to whoever is to be told.
create function app.note_break_glass(p_workspace uuid, p_session uuid, p_user uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select 1 from app.break_glass_uses b where b.workspace_id = p_workspace and b.session_id = p_session) then
    return;
  end if;
  insert into app.break_glass_uses (workspace_id, session_id, user_id) values (p_workspace, p_session, p_user)
    on conflict do nothing;
  if found then
    insert into app.audit_entries (workspace_id, actor_kind, actor_id, session_id, action, target_kind, target_id, request_id)
      values (p_workspace, 'user', p_user, p_session, 'sso.break-glass-used', 'workspace', p_workspace, 'door');
  end if;
end
$$;

-- As before, and two things more. Whoever gets past an enforced provider is noted. And the word of a workspace's
-- provider counts there: elsewhere the person gives a factor of their own first, or one workspace's provider could
-- send anyone of its domain into another workspace.
create or replace function app.enter(p_pass uuid, p_workspace uuid, p_ip inet)
returns table (entered_user uuid, entered_member uuid, entered_role text, entered_assigned_only boolean,
  entered_policies jsonb, entered_version int, entered_token uuid, entered_scopes text[])
language plpgsql volatile security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
  s record;
  m record;
begin
  select t.user_id, t.stage, t.private_device, t.last_seen_at, t.first_factor, t.sso_workspace_id,
      t.factor_at < t.created_at as vouched_only into s
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
  if s.sso_workspace_id is distinct from p_workspace then
    if m.sso_enforced then
      perform app.note_break_glass(p_workspace, p_pass, s.user_id);
    elsif s.vouched_only and s.sso_workspace_id is not null then
      raise exception 'factor of their own missing' using errcode = 'CW413';
    end if;
  end if;
  if m.admin_since is not null or m.strong_factor_from is not null then
    perform app.check_demands(s.user_id, app.rank_of(m.role), m.admin_since, m.strong_factor_from,
      s.sso_workspace_id is not distinct from p_workspace);
  end if;
  perform app.put_context(p_pass, p_workspace, s.user_id, app.rank_of(m.role), m.assigned_only);
  return query select s.user_id, m.id, m.role, m.assigned_only, m.policies, m.version, null::uuid, null::text[];
end
$$;
