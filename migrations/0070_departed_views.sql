-- Saved views of somebody who leaves: what they kept for themselves goes with them, since nobody else ever sees it; what they
-- shared is the team's and goes to whoever takes over. Before, the former stayed unseen and the latter was nobody's to remove.

create policy departure on app.saved_views to caseward_owner
  using (workspace_id = (select app.tenant())) with check (workspace_id = (select app.tenant()));

-- By whoever administers, of a member whose membership has just ended, to one whose holds.
create function app.hand_over_views(p_user uuid, p_heir uuid) returns table (views int, "viewsEnded" int)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  here uuid := app.tenant();
begin
  if here is null or app.actor_rank() < 5
    or not exists (select 1 from app.memberships m
      where m.workspace_id = here and m.user_id = p_user and m.state = 'removed')
    or not exists (select 1 from app.memberships m
      where m.workspace_id = here and m.user_id = p_heir and m.state = 'active') then
    raise exception 'no departure' using errcode = 'CW404';
  end if;
  delete from app.saved_views v where v.workspace_id = here and v.user_id = p_user and not v.shared;
  get diagnostics "viewsEnded" = row_count;
  update app.saved_views v set user_id = p_heir where v.workspace_id = here and v.user_id = p_user;
  get diagnostics views = row_count;
  return next;
end
$$;
grant execute on function app.hand_over_views(uuid, uuid) to caseward_app;
