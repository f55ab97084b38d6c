-- People who joined a throw-away world by invitation go with it, unless they belong anywhere else.
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
  delete from app.memberships m using app.workspaces t
    where m.workspace_id = t.id and t.id = any (w.workspace_ids) and t.synthetic;
  delete from app.users u where (u.id = any (w.user_ids) or u.id = any (guests))
    and not exists (select 1 from app.memberships m where m.user_id = u.id)
    and not exists (select 1 from app.invitations i where i.inviter_id = u.id);
  delete from app.probe_worlds t where t.id = p_id;
  return true;
end
$$;
