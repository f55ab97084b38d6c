-- What every request pays for, made lighter once more. Who is let in and what they see stay the same; a plan of many
-- nodes costs more to start than to run, so what stood around a case stands on its row, kept there by triggers.

alter table app.cases
  add column open_round_id uuid,
  add column staff_slots text[] not null default '{}',
  add column staff_ids uuid[] not null default '{}',
  -- Whoever holds a grant, over or not: only for these is the grant itself looked up.
  add column granted_ids uuid[] not null default '{}';
create policy definer_notes on app.cases for update to caseward_owner using (true) with check (true);
create policy definer_reads on app.cases for select to caseward_owner using (true);
create policy definer_reads on app.case_staff for select to caseward_owner using (true);
create policy definer_reads on app.case_grants for select to caseward_owner using (true);
create policy definer_reads on app.review_rounds for select to caseward_owner using (true);

create function app.note_staff() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update app.cases c set staff_slots = s.slots, staff_ids = s.ids
    from (select x.workspace_id, x.case_id,
        coalesce(array_agg(t.slot order by t.slot, t.user_id) filter (where t.slot is not null), '{}') as slots,
        coalesce(array_agg(t.user_id order by t.slot, t.user_id) filter (where t.slot is not null), '{}') as ids
      from (select distinct n.workspace_id, n.case_id from changed n) x
      left join app.case_staff t on t.workspace_id = x.workspace_id and t.case_id = x.case_id
      group by x.workspace_id, x.case_id) s
    where c.workspace_id = s.workspace_id and c.id = s.case_id;
  return null;
end
$$;
create trigger note_added after insert on app.case_staff
  referencing new table as changed for each statement execute function app.note_staff();
create trigger note_changed after update on app.case_staff
  referencing new table as changed for each statement execute function app.note_staff();
create trigger note_removed after delete on app.case_staff
  referencing old table as changed for each statement execute function app.note_staff();

create function app.note_grants() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update app.cases c set granted_ids = s.ids
    from (select x.workspace_id, x.case_id,
        coalesce(array_agg(g.user_id order by g.user_id) filter (where g.user_id is not null), '{}') as ids
      from (select distinct n.workspace_id, n.case_id from changed n) x
      left join app.case_grants g on g.workspace_id = x.workspace_id and g.case_id = x.case_id
      group by x.workspace_id, x.case_id) s
    where c.workspace_id = s.workspace_id and c.id = s.case_id and c.granted_ids <> s.ids;
  return null;
end
$$;
create trigger note_added after insert on app.case_grants
  referencing new table as changed for each statement execute function app.note_grants();
create trigger note_removed after delete on app.case_grants
  referencing old table as changed for each statement execute function app.note_grants();

create function app.note_open_round() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update app.cases c set open_round_id = s.id
    from (select x.workspace_id, x.case_id, r.id from (select distinct n.workspace_id, n.case_id from changed n) x
      left join app.review_rounds r on r.workspace_id = x.workspace_id and r.case_id = x.case_id and r.state = 'open') s
    where c.workspace_id = s.workspace_id and c.id = s.case_id and c.open_round_id is distinct from s.id;
  return null;
end
$$;
create trigger note_opened after insert on app.review_rounds
  referencing new table as changed for each statement execute function app.note_open_round();
create trigger note_moved after update on app.review_rounds
  referencing new table as changed for each statement execute function app.note_open_round();
create trigger note_removed after delete on app.review_rounds
  referencing old table as changed for each statement execute function app.note_open_round();

update app.cases c set
  staff_slots = coalesce((select array_agg(t.slot order by t.slot, t.user_id) from app.case_staff t
    where t.workspace_id = c.workspace_id and t.case_id = c.id), '{}'),
  staff_ids = coalesce((select array_agg(t.user_id order by t.slot, t.user_id) from app.case_staff t
    where t.workspace_id = c.workspace_id and t.case_id = c.id), '{}'),
  granted_ids = coalesce((select array_agg(g.user_id order by g.user_id) from app.case_grants g
    where g.workspace_id = c.workspace_id and g.case_id = c.id), '{}'),
  open_round_id = (select r.id from app.review_rounds r
    where r.workspace_id = c.workspace_id and r.case_id = c.id and r.state = 'open');

-- What the actor's role and binding let them see, told once a statement.
create function app.sight() returns text
language sql stable
return case
  when app.actor_rank() >= 5 then 'all'
  when app.actor_assigned_only() then case when app.actor_rank() >= 2 then 'own' else 'own published' end
  when app.actor_rank() >= 3 then 'unrestricted'
  when app.actor_rank() >= 2 then 'published and own'
  else 'published' end;

-- What the actor was granted on a case, while it holds. Asked under the caller's own policies, and only for cases
-- that name the actor among those granted.
create function app.my_grant(p_workspace uuid, p_case uuid) returns text
language plpgsql stable
as $$
begin
  return (select g.kind from app.case_grants g where g.workspace_id = p_workspace and g.case_id = p_case
    and g.user_id = app.actor_id() and (g.expires_at is null or g.expires_at > now()));
end
$$;
grant execute on function app.sight(), app.my_grant(uuid, uuid) to caseward_app;

alter policy visible on app.cases
  using (
    workspace_id = (select app.tenant())
    and (
      case (select app.sight())
        when 'all' then true
        when 'unrestricted' then not restricted
        when 'published' then not restricted and phase in ('open', 'closed')
        else not restricted and (
          phase in ('open', 'closed') and (select app.sight()) = 'published and own'
          or (select app.actor_id()) = any (staff_ids || owner_id)
            and (phase in ('open', 'closed') or (select app.sight()) <> 'own published')
        )
      end
      or (select app.actor_id()) = any (granted_ids) and app.my_grant(workspace_id, id) is not null
    )
  );

-- One look at the key and one function, where there were two within each other.
create or replace function app.tenant() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  context text := current_setting('app.context', true);
  key bytea;
begin
  if length(context) < 174 then
    return null;
  end if;
  select s.secret into key from app.context_secrets s;
  if left(context, 64) <> encode(sha256(key || convert_to(substr(context, 65) || now()::text, 'UTF8') || key), 'hex') then
    return null;
  end if;
  return substr(context, 101, 36)::uuid;
end
$$;
drop function app.sign_context(text);

-- Moved whenever somebody of the workspace joins or is called otherwise: a key for the names a process remembers.
-- Deferred, so that it is the last lock a transaction takes.
alter table app.workspaces add column people_version int not null default 1;
create function app.note_people() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update app.workspaces w set people_version = w.people_version + 1 where w.id = new.workspace_id;
  return null;
end
$$;
create constraint trigger note_people after insert or update of sealed_profile on app.memberships
  deferrable initially deferred for each row execute function app.note_people();

create function app.signed_context(p_key bytea, p_body text) returns text
language sql stable
return encode(sha256(p_key || convert_to(p_body || now()::text, 'UTF8') || p_key), 'hex') || p_body;

drop function app.enter(uuid, uuid, inet);
drop function app.enter_by_token(uuid, uuid, inet);
drop function app.enter_by_scim(uuid, uuid, inet);

-- Lets a session or a token into a workspace, checked on this very request, and answers who entered.
create function app.enter(p_pass uuid, p_workspace uuid, p_ip inet) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  s record;
  v_rank int;
  v_done text;
begin
  select t.user_id, t.stage, t.last_seen_at, t.first_factor, t.sso_workspace_id, t.factor_at < t.created_at as vouched_only,
      m.id as member, m.role, m.assigned_only, m.admin_since, m.break_glass and w.break_glass as past_sso, w.id as here,
      w.policies, w.version, w.people_version, w.sign_in_methods, w.strong_factor_from, w.ip_ranges, w.sso_enforced,
      k.secret
    into s
    from app.sessions t
    join app.users u on u.id = t.user_id
    cross join app.context_secrets k
    left join app.memberships m on m.workspace_id = p_workspace and m.user_id = t.user_id and m.state = 'active'
    left join app.workspaces w on w.id = m.workspace_id and w.state = 'active'
    where t.id = p_pass and t.ended_at is null and t.expires_at > now()
      and t.created_at >= u.tokens_valid_after and u.disabled_at is null;
  if not found then
    return app.enter_by_token(p_pass, p_workspace, p_ip);
  end if;
  if s.stage <> 'full' then
    raise exception 'sign-in not finished' using errcode = case s.stage when 'second_factor' then 'CW402' else 'CW414' end;
  end if;
  if s.last_seen_at < now() - interval '5 minutes' then
    perform app.use_session(p_pass);
  end if;
  if s.here is null then
    raise exception 'workspace refused' using errcode = 'CW404';
  end if;
  if s.ip_ranges is not null and (p_ip <<= any (s.ip_ranges)) is not true then
    raise exception 'address refused' using errcode = 'CW412';
  end if;
  if (s.sso_enforced and s.sso_workspace_id is distinct from p_workspace
      or s.sign_in_methods is not null and s.first_factor <> all (s.sign_in_methods))
    and not s.past_sso then
    raise exception 'another way of signing in' using errcode = 'CW411';
  end if;
  if s.sso_workspace_id is distinct from p_workspace then
    if s.sso_enforced then
      perform app.note_break_glass(p_workspace, p_pass, s.user_id);
    elsif s.vouched_only and s.sso_workspace_id is not null then
      raise exception 'factor of their own missing' using errcode = 'CW413';
    end if;
  end if;
  v_rank := app.rank_of(s.role);
  if s.admin_since is not null or s.strong_factor_from is not null then
    perform app.check_demands(s.user_id, v_rank, s.admin_since, s.strong_factor_from,
      s.sso_workspace_id is not distinct from p_workspace);
  end if;
  v_done := set_config('app.context', app.signed_context(s.secret, p_pass::text || p_workspace::text || s.user_id::text
    || v_rank::text || case when s.assigned_only then '1' else '0' end), true);
  return jsonb_build_object('user', s.user_id, 'member', s.member, 'role', s.role, 'assigned', s.assigned_only,
    'policies', s.policies, 'version', s.version, 'people', s.people_version, 'token', null, 'scopes', null);
end
$$;
grant execute on function app.enter(uuid, uuid, inet) to caseward_app;

-- The same for API tokens and directories: as before, but for how they answer.
create function app.enter_by_token(p_pass uuid, p_workspace uuid, p_ip inet)
returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
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
    return app.enter_by_scim(p_pass, p_workspace, p_ip);
  end if;
  select x.policies, x.version, x.people_version, x.strong_factor_from, x.ip_ranges into w
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
  return jsonb_build_object('user', t.maker_id, 'member', coalesce(m.id, '00000000-0000-0000-0000-000000000000'::uuid),
    'role', v_role, 'assigned', v_bound, 'policies', w.policies, 'version', w.version, 'people', w.people_version,
    'token', t.id, 'scopes', t.scopes);
end
$$;

create function app.enter_by_scim(p_pass uuid, p_workspace uuid, p_ip inet)
returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
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
  select x.policies, x.version, x.people_version, x.ip_ranges into w
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
  return jsonb_build_object('user', t.directory, 'member', '00000000-0000-0000-0000-000000000000'::uuid, 'role', 'admin',
    'assigned', false, 'policies', w.policies, 'version', w.version, 'people', w.people_version, 'token', t.id,
    'scopes', array['scim']);
end
$$;

-- Who entered was found out at the door, and travels with the entry: it is not looked up once more for each.
drop function app.audit_reads(uuid[], uuid[], uuid[], text[], text[], uuid[], text[], bytea[], text[], jsonb[]);
create function app.audit_reads(p_workspaces uuid[], p_kinds text[], p_actors uuid[], p_sessions uuid[],
  p_actions text[], p_target_kinds text[], p_targets uuid[], p_fields text[], p_ips bytea[], p_requests text[],
  p_details jsonb[]) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  insert into app.audit_entries (workspace_id, actor_kind, actor_id, session_id, action, target_kind, target_id,
      fields, ip_sealed, request_id, detail)
  select r.workspace_id, r.kind, r.actor_id, r.session_id, r.action, r.target_kind, r.target_id,
    string_to_array(r.fields, ','), r.ip, r.request_id, r.detail
  from unnest(p_workspaces, p_kinds, p_actors, p_sessions, p_actions, p_target_kinds, p_targets, p_fields, p_ips,
      p_requests, p_details)
    as r (workspace_id, kind, actor_id, session_id, action, target_kind, target_id, fields, ip, request_id, detail)
$$;
grant execute on function app.audit_reads(uuid[], text[], uuid[], uuid[], text[], text[], uuid[], text[], bytea[],
  text[], jsonb[]) to caseward_app;
