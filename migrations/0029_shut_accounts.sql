-- Members whose account is shut for the whole installation: they enter nowhere, hence nobody lists them among those who
-- see a record.
create function app.shut_members() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select m.user_id from app.memberships m join app.users u on u.id = m.user_id
  where m.workspace_id = app.tenant() and u.disabled_at is not null
$$;
grant execute on function app.shut_members() to caseward_app;
