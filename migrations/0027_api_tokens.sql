-- What API tokens and address rules need beside their tables (0022).

-- A read by a token is logged as one: it stands where a session would.
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
      else 'user' end,
    r.actor_id, r.session_id,
    r.action, r.target_kind, r.target_id, string_to_array(r.fields, ','), r.ip, r.request_id, r.detail
  from unnest(p_workspaces, p_actors, p_sessions, p_actions, p_target_kinds, p_targets, p_fields, p_ips,
      p_requests, p_details)
    as r (workspace_id, actor_id, session_id, action, target_kind, target_id, fields, ip, request_id, detail)
$$;

-- From where a token was used last is asked of the log.
create index audit_entries_token on app.audit_entries (workspace_id, session_id, at desc) where actor_kind = 'token';

-- Tokens whose end is 30, 7 or 1 day away and of which no reminder went out for that day. What lasts shorter than a
-- term is not reminded at it.
create function app.tokens_to_remind(p_moment bigint, p_proof bytea)
returns table (workspace_id uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select t.workspace_id, t.id from app.api_tokens t
  join app.workspaces w on w.id = t.workspace_id and w.state = 'active'
  cross join lateral (select case when t.expires_at <= now() + interval '1 day' then 1
    when t.expires_at <= now() + interval '7 days' then 7 else 30 end as days) due
  where t.revoked_at is null and t.expires_at > now() and t.expires_at <= now() + interval '30 days'
    and t.expires_at > t.created_at + due.days * interval '1 day'
    and (t.reminded_days is null or t.reminded_days > due.days)
    and app.proven('reminders', p_moment, p_proof)
$$;
grant execute on function app.tokens_to_remind(bigint, bytea) to caseward_app;

-- From where the members' live sessions were opened: for Admins, who are about to say from where anyone may come.
create function app.members_session_origins()
returns table (user_id uuid, session_id uuid, sealed_origin bytea, last_seen_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  here uuid := app.tenant();
begin
  if here is null or app.actor_rank() < 5 then
    return;
  end if;
  return query
    select s.user_id, s.id, s.sealed_origin, s.last_seen_at from app.memberships m
    join app.sessions s on s.user_id = m.user_id and s.ended_at is null and s.expires_at > now()
    where m.workspace_id = here and m.state = 'active'
    order by s.last_seen_at desc limit 2000;
end
$$;
grant execute on function app.members_session_origins() to caseward_app;

create or replace function app.purge_probe_world(p_id uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  w app.probe_worlds;
  guests uuid[];
begin
  select * into w from app.probe_worlds t where t.id = p_id for update;
  if not found then
    return false;
  end if;
  select coalesce(array_agg(m.user_id), '{}') into guests from app.memberships m
    join app.workspaces t on t.id = m.workspace_id and t.synthetic
    where m.workspace_id = any (w.workspace_ids);
  update app.workspaces t set state = 'purged', settings = '{}', policies = '{}'
    where t.id = any (w.workspace_ids) and t.synthetic;
  delete from app.workspace_keys k using app.workspaces t
    where k.workspace_id = t.id and t.id = any (w.workspace_ids) and t.synthetic;
  delete from app.invitations i using app.workspaces t
    where i.workspace_id = t.id and t.id = any (w.workspace_ids) and t.synthetic;
  delete from app.api_tokens k using app.workspaces t
    where k.workspace_id = t.id and t.id = any (w.workspace_ids) and t.synthetic;
  delete from app.memberships m using app.workspaces t
    where m.workspace_id = t.id and t.id = any (w.workspace_ids) and t.synthetic;
  delete from app.users u where (u.id = any (w.user_ids) or u.id = any (guests))
    and not exists (select 1 from app.memberships m where m.user_id = u.id)
    and not exists (select 1 from app.invitations i where i.inviter_id = u.id);
  delete from app.probe_worlds t where t.id = p_id;
  return true;
end
$$;
