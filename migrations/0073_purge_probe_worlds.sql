-- A throw-away world goes as a workspace does that is purged: every row of it, in every table there is. Before, each table that
-- kept a person from being deleted had to be thought of by hand, and a world that had tried one of them stayed.
create or replace function app.purge_probe_world(p_id uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  w app.probe_worlds;
  guests uuid[];
  one uuid;
begin
  select * into w from app.probe_worlds t where t.id = p_id for update;
  if not found then
    return false;
  end if;
  select coalesce(array_agg(m.user_id), '{}') into guests from app.memberships m
    join app.workspaces t on t.id = m.workspace_id and t.synthetic
    where m.workspace_id = any (w.workspace_ids);
  for one in select t.id from app.workspaces t where t.id = any (w.workspace_ids) and t.synthetic loop
    perform app.do_purge_workspace(one);
  end loop;
  for one in select u.id from app.users u where u.id = any (w.user_ids) or u.id = any (guests) loop
    -- Whoever is known in another workspace as well stays.
    begin
      delete from app.users u where u.id = one
        and not exists (select from app.memberships m where m.user_id = one);
    exception when foreign_key_violation then
      null;
    end;
  end loop;
  delete from app.probe_worlds t where t.id = p_id;
  return true;
end
$$;
