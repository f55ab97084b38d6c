-- When members were last here, for those who answer for access (claim FTS-34). Sessions themselves stay out of reach.
create function app.members_last_seen() returns table (user_id uuid, last_seen_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  here uuid := app.tenant();
begin
  if here is null or app.actor_rank() < 5 then
    return;
  end if;
  return query
    select m.user_id, max(s.last_seen_at) from app.memberships m join app.sessions s on s.user_id = m.user_id
    where m.workspace_id = here group by m.user_id;
end
$$;
grant execute on function app.members_last_seen() to caseward_app;

-- A person's own name and address, sealed by the system scope.
create function app.save_profile(p_session uuid, p_sealed_profile bytea) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  update app.users u set sealed_profile = p_sealed_profile from app.use_full_session(p_session) s where u.id = s.user_id
$$;
grant execute on function app.save_profile(uuid, bytea) to caseward_app;
