-- Whoever was suspended may learn it of their own membership, and by whom: nobody else's is among the rows, nor one that
-- was removed. At the workspace itself they are answered as a stranger is.
create function app.my_suspensions(p_session uuid)
  returns table (id uuid, sealed_profile bytea, by_directory boolean)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select w.id, w.sealed_profile, coalesce(t.ended_by_directory, false)
  from app.use_session(p_session) s
  join app.memberships m on m.user_id = s.user_id and m.state = 'suspended'
  join app.workspaces w on w.id = m.workspace_id and w.state = 'active'
  left join app.scim_users t on t.workspace_id = m.workspace_id and t.membership_id = m.id
  where s.stage = 'full'
  order by m.created_at, w.id
$$;
grant execute on function app.my_suspensions(uuid) to caseward_app;
