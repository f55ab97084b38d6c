-- A request by token costs little more than one by session: its door is asked by name, and looks once.
create or replace function app.enter_by_token(p_pass uuid, p_workspace uuid, p_ip inet) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  t record;
  v_role text;
  v_bound boolean;
  v_done text;
begin
  select k.id, k.workspace_id, k.role as given, k.scopes, k.ip_ranges, k.maker_id, k.survives_maker, k.last_used_at,
      m.id as member, m.role, m.assigned_only, m.admin_since, x.id as here, x.policies, x.version, x.people_version,
      x.strong_factor_from, x.ip_ranges as house_ranges, c.secret
    into t
    from app.api_tokens k
    join app.users u on u.id = k.maker_id
    cross join app.context_secrets c
    left join app.workspaces x on x.id = p_workspace and x.state = 'active' and x.id = k.workspace_id
    left join app.memberships m on m.workspace_id = x.id and m.user_id = k.maker_id and m.state = 'active'
      and u.disabled_at is null
    where k.pass_id = p_pass and k.revoked_at is null and k.expires_at > now();
  if not found then
    return app.enter_by_scim(p_pass, p_workspace, p_ip);
  end if;
  if t.here is null then
    raise exception 'workspace refused' using errcode = 'CW404';
  end if;
  if t.member is null and not t.survives_maker then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  if (t.house_ranges is not null and (p_ip <<= any (t.house_ranges)) is not true)
    or (t.ip_ranges is not null and (p_ip <<= any (t.ip_ranges)) is not true) then
    raise exception 'address refused' using errcode = 'CW412';
  end if;
  if t.member is null then
    v_role := t.given;
    v_bound := false;
  else
    v_role := case when app.rank_of(t.role) < app.rank_of(t.given) then t.role else t.given end;
    v_bound := t.assigned_only;
    if t.admin_since is not null or t.strong_factor_from is not null then
      perform app.check_demands(t.maker_id, app.rank_of(t.role), t.admin_since, t.strong_factor_from, false);
    end if;
  end if;
  if t.last_used_at is null or t.last_used_at < now() - interval '1 minute' then
    update app.api_tokens k set last_used_at = now() where k.workspace_id = t.workspace_id and k.id = t.id;
  end if;
  v_done := set_config('app.context', app.signed_context(t.secret, t.id::text || p_workspace::text || t.maker_id::text
    || app.rank_of(v_role)::text || case when v_bound then '1' else '0' end), true);
  return jsonb_build_object('user', t.maker_id, 'member', coalesce(t.member, '00000000-0000-0000-0000-000000000000'::uuid),
    'role', v_role, 'assigned', v_bound, 'policies', t.policies, 'version', t.version, 'people', t.people_version,
    'token', t.id, 'scopes', t.scopes);
end
$$;
grant execute on function app.enter_by_token(uuid, uuid, inet) to caseward_app;
