-- What may be erased by definer functions: rows of the one workspace that an erasure has named, signed as a context is,
-- so that nobody else can name one.
create function app.erasing_mark(p_workspace text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select encode(sha256(s.secret || convert_to('erasing ' || p_workspace || now()::text, 'UTF8') || s.secret), 'hex')
  from app.context_secrets s
$$;
create function app.erasing() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  named text := current_setting('app.erasing', true);
begin
  if length(named) = 100 and left(named, 64) = app.erasing_mark(substr(named, 65)) then
    return substr(named, 65)::uuid;
  end if;
  return null;
end
$$;
create function app.begin_erasing(p_workspace uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform set_config('app.erasing', app.erasing_mark(p_workspace::text) || p_workspace::text, true);
end
$$;
do $$
declare
  t text;
begin
  for t in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
      where n.nspname = 'app' and c.relkind = 'r' and c.relname <> 'audit_entries' loop
    execute format('create policy erasure on app.%I to caseward_owner using (workspace_id = (select app.erasing()))'
      || ' with check (workspace_id = (select app.erasing()))', t);
  end loop;
end
$$;

-- Erasures that were done. They outlive what they erased: a restore replays them, so that nothing comes back.
create table app.erasures (
  id uuid primary key,
  kind text not null check (kind in ('person', 'workspace')),
  subject_id uuid not null,
  asked_by uuid,
  done_at timestamptz not null default now(),
  -- What stands in the place of what went, sealed: {"digest", "profile", "members": {workspace: profile}}, in hex.
  replacement jsonb not null default '{}',
  -- Ids and counts: what went, and what stays and why. Signed by the key of the audit log.
  certificate text not null check (length(certificate) between 2 and 100000),
  digest bytea not null check (length(digest) = 32),
  note text check (length(note) between 100 and 2000),
  key text check (length(key) between 40 and 500)
);
create index erasures_waiting on app.erasures (done_at) where note is null;
alter table app.erasures enable row level security;
alter table app.erasures force row level security;
create policy definer on app.erasures to caseward_owner using (true) with check (true);
create policy waiting on app.erasures for select to caseward_sealer using (true);
create policy signing on app.erasures for update to caseward_sealer using (note is null) with check (note is not null);
create policy operator on app.erasures to caseward_operator using (true) with check (true);
grant select, update (note, key) on app.erasures to caseward_sealer;
grant select, insert on app.erasures to caseward_operator;

-- Removes a workspace for good: its keys, hence all it sealed, here and in every backup, and its rows. The audit log stays.
-- Returns how many rows went of each table; null where there is nothing to remove.
create function app.do_purge_workspace(p_workspace uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  t text;
  n bigint;
  gone jsonb := '{}';
  there text[];
begin
  perform 1 from app.workspaces w where w.id = p_workspace and w.state <> 'purged' for update;
  if not found then
    return null;
  end if;
  perform app.begin_erasing(p_workspace);
  select array_agg(c.relname order by case c.relname when 'cases' then 0 when 'memberships' then 2 else 1 end, c.relname)
    into there from pg_class c join pg_namespace s on s.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
    where s.nspname = 'app' and c.relkind = 'r' and c.relname not in ('audit_entries', 'gone_files');
  foreach t in array there loop
    execute format('select count(*) from app.%I where workspace_id = $1', t) into n using p_workspace;
    if n > 0 then
      gone := gone || jsonb_build_object(t, n);
    end if;
  end loop;
  foreach t in array there loop
    execute format('delete from app.%I where workspace_id = $1', t) using p_workspace;
  end loop;
  update app.workspaces w set state = 'purged', sealed_profile = '\x00', settings = '{}', policies = '{}', ip_ranges = null,
    sign_in_methods = null, deletion_at = coalesce(w.deletion_at, now()) where w.id = p_workspace;
  insert into app.audit_entries (workspace_id, actor_kind, action, target_kind, target_id, request_id)
    values (p_workspace, 'system', 'workspace.purged', 'workspace', p_workspace, 'erasure');
  perform set_config('app.erasing', '', true);
  return gone;
end
$$;

-- Takes a person out: all that let them in, all that is theirs alone, and their name and address wherever they stand. What
-- they wrote in cases is the workspace's and stays, by nobody in particular. Returns how many rows went of each kind.
create function app.do_erase_person(p_user uuid, p_digest bytea, p_profile bytea, p_workspaces uuid[], p_profiles bytea[])
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  old_digest bytea;
  here uuid;
  i int;
  t text;
  n bigint;
  gone jsonb := '{}';
begin
  select u.email_digest into old_digest from app.users u where u.id = p_user for update;
  if not found then
    return null;
  end if;
  for i in 1 .. coalesce(array_length(p_workspaces, 1), 0) loop
    here := p_workspaces[i];
    perform app.begin_erasing(here);
    foreach t in array array['case_drafts', 'case_grants', 'case_staff', 'mentions', 'kept_replies', 'sso_people', 'break_glass_uses'] loop
      execute format('delete from app.%I where workspace_id = $1 and user_id = $2', t) using here, p_user;
      get diagnostics n = row_count;
      gone := gone || jsonb_build_object(t, coalesce((gone ->> t)::bigint, 0) + n);
    end loop;
    delete from app.saved_views v where v.workspace_id = here and v.user_id = p_user and not v.shared;
    delete from app.scim_users s using app.memberships m
      where m.workspace_id = here and m.user_id = p_user and s.workspace_id = here and s.membership_id = m.id;
    delete from app.export_files f using app.exports x
      where x.workspace_id = here and x.requested_by = p_user and f.workspace_id = here and f.export_id = x.id;
    update app.exports x set state = 'expired' where x.workspace_id = here and x.requested_by = p_user;
    update app.api_tokens k set revoked_at = coalesce(k.revoked_at, now()) where k.workspace_id = here and k.maker_id = p_user
      and not k.survives_maker;
    update app.memberships m set sealed_profile = p_profiles[i], state = 'removed', changed_at = now()
      where m.workspace_id = here and m.user_id = p_user;
  end loop;
  perform set_config('app.erasing', '', true);
  delete from app.invitations v where v.email_digest = old_digest;
  delete from app.sign_in_codes c where c.email_digest = old_digest;
  foreach t in array array['sessions', 'passkeys', 'passwords', 'totp_secrets', 'backup_codes', 'mailed_tokens', 'factor_challenges'] loop
    execute format('delete from app.%I where user_id = $1', t) using p_user;
    get diagnostics n = row_count;
    gone := gone || jsonb_build_object(t, n);
  end loop;
  update app.users u set email_digest = p_digest, sealed_profile = p_profile, preferences = '{}',
    disabled_at = coalesce(u.disabled_at, now()), tokens_valid_after = now() where u.id = p_user;
  return gone || jsonb_build_object('memberships', coalesce(array_length(p_workspaces, 1), 0), 'users', 1);
end
$$;
grant execute on function app.do_purge_workspace(uuid), app.do_erase_person(uuid, bytea, bytea, uuid[], bytea[]) to caseward_operator;

-- The same for the server, which proves that it is the server.
create function app.purge_workspace(p_workspace uuid, p_moment bigint, p_proof bytea) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if app.proven('purge ' || p_workspace::text, p_moment, p_proof) is not true or not exists (select 1 from app.workspaces w
      where w.id = p_workspace and w.state = 'scheduled_for_deletion' and w.deletion_at <= now()) then
    raise exception 'not to be purged' using errcode = 'CW404';
  end if;
  perform app.begin_erasing(p_workspace);
  if exists (select 1 from app.cases c where c.workspace_id = p_workspace and c.legal_hold) then
    raise exception 'a legal hold is on' using errcode = 'CW423';
  end if;
  return app.do_purge_workspace(p_workspace);
end
$$;
create function app.erase_person(p_session uuid, p_digest bytea, p_profile bytea, p_workspaces uuid[], p_profiles bytea[],
  p_moment bigint, p_proof bytea) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  s app.sessions := app.use_full_session(p_session);
  here uuid;
begin
  if app.proven('erase ' || p_session::text, p_moment, p_proof) is not true then
    raise exception 'not asked for' using errcode = 'CW404';
  end if;
  if exists (select 1 from app.memberships m join app.workspaces w on w.id = m.workspace_id and w.state = 'active'
      where m.user_id = s.user_id and m.role = 'owner' and m.state = 'active' and not exists (select 1 from app.memberships o
        where o.workspace_id = m.workspace_id and o.user_id <> s.user_id and o.role = 'owner' and o.state = 'active')) then
    raise exception 'the last owner' using errcode = 'CW409';
  end if;
  foreach here in array p_workspaces loop
    perform app.begin_erasing(here);
    if exists (select 1 from app.cases c where c.workspace_id = here and c.legal_hold and s.user_id in (c.owner_id, c.creator_id)) then
      raise exception 'a legal hold is on' using errcode = 'CW423';
    end if;
  end loop;
  insert into app.audit_entries (workspace_id, actor_kind, actor_id, action, target_kind, target_id, request_id)
    select m.workspace_id, 'user', s.user_id, 'account.erased', 'user', s.user_id, 'erasure'
    from app.memberships m join app.workspaces w on w.id = m.workspace_id and w.state <> 'purged' where m.user_id = s.user_id;
  return app.do_erase_person(s.user_id, p_digest, p_profile, p_workspaces, p_profiles);
end
$$;
create function app.keep_erasure(p_id uuid, p_kind text, p_subject uuid, p_asked_by uuid, p_replacement jsonb, p_certificate text,
  p_digest bytea, p_moment bigint, p_proof bytea) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  insert into app.erasures (id, kind, subject_id, asked_by, replacement, certificate, digest)
  select p_id, p_kind, p_subject, p_asked_by, p_replacement, p_certificate, p_digest
  where app.proven('erasure ' || p_id::text, p_moment, p_proof)
$$;
-- Whoever holds the id of a certificate may read it: it has ids and counts in it.
create function app.find_erasure(p_id uuid) returns table (certificate text, digest bytea, note text, key text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select e.certificate, e.digest, e.note, e.key from app.erasures e where e.id = p_id $$;
create function app.workspaces_to_purge(p_moment bigint, p_proof bytea) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select w.id from app.workspaces w where w.state = 'scheduled_for_deletion' and w.deletion_at <= now()
    and app.proven('workspaces to purge', p_moment, p_proof) order by w.deletion_at limit 100
$$;

-- Workspaces that their owner has given up, while it can be undone; nobody else gets in.
create function app.my_deletions(p_session uuid) returns table (id uuid, sealed_profile bytea, deletion_at timestamptz)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select w.id, w.sealed_profile, w.deletion_at from app.use_full_session(p_session) s
  join app.memberships m on m.user_id = s.user_id and m.state = 'active' and m.role = 'owner'
  join app.workspaces w on w.id = m.workspace_id and w.state = 'scheduled_for_deletion' order by w.deletion_at
$$;
create function app.undo_deletion(p_session uuid, p_workspace uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  s app.sessions := app.use_full_session(p_session);
begin
  update app.workspaces w set state = 'active', deletion_at = null from app.memberships m
    where w.id = p_workspace and w.state = 'scheduled_for_deletion' and m.workspace_id = w.id and m.user_id = s.user_id
      and m.state = 'active' and m.role = 'owner';
  if not found then
    return false;
  end if;
  insert into app.audit_entries (workspace_id, actor_kind, actor_id, action, target_kind, target_id, request_id)
    values (p_workspace, 'user', s.user_id, 'workspace.deletion-undone', 'workspace', p_workspace, 'erasure');
  return true;
end
$$;
-- Everywhere this person is or was a member.
create function app.my_places(p_session uuid) returns setof uuid
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select m.workspace_id from app.use_full_session(p_session) s join app.memberships m on m.user_id = s.user_id
  join app.workspaces w on w.id = m.workspace_id and w.state <> 'purged' order by 1
$$;
-- What the deployment itself keeps of a person.
create function app.my_account(p_session uuid)
returns table (kind text, plain jsonb, sealed bytea)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  with s as materialized (select * from app.use_full_session(p_session))
  select 'account', jsonb_build_object('id', u.id, 'created_at', u.created_at, 'preferences', u.preferences), u.sealed_profile
    from app.users u join s on s.user_id = u.id
  union all
  select 'session', jsonb_build_object('id', t.id, 'created_at', t.created_at, 'last_seen_at', t.last_seen_at, 'ended_at',
    t.ended_at, 'end_reason', t.end_reason, 'first_factor', t.first_factor), t.sealed_origin
    from app.sessions t join s on s.user_id = t.user_id
  union all
  select 'passkey', jsonb_build_object('id', k.id, 'created_at', k.created_at, 'last_used_at', k.last_used_at), k.sealed_name
    from app.passkeys k join s on s.user_id = k.user_id
  union all
  select 'password', jsonb_build_object('set_at', p.set_at), null from app.passwords p join s on s.user_id = p.user_id
  union all
  select 'authenticator', jsonb_build_object('confirmed_at', t.confirmed_at), null
    from app.totp_secrets t join s on s.user_id = t.user_id
$$;
grant execute on function app.purge_workspace(uuid, bigint, bytea),
  app.erase_person(uuid, bytea, bytea, uuid[], bytea[], bigint, bytea),
  app.keep_erasure(uuid, text, uuid, uuid, jsonb, text, bytea, bigint, bytea), app.find_erasure(uuid),
  app.workspaces_to_purge(bigint, bytea), app.my_deletions(uuid), app.undo_deletion(uuid, uuid), app.my_places(uuid),
  app.my_account(uuid) to caseward_app;
