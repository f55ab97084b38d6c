-- How many requests about personal data are past the deadline of their law, in all workspaces that are open: a number for the
-- health of the deployment, and nothing else of them.
create function app.overdue_privacy_requests() returns int
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select count(*)::int from app.privacy_requests r join app.workspaces w on w.id = r.workspace_id and w.state = 'active'
  where r.closed_at is null and r.due_at < now()
$$;
grant execute on function app.overdue_privacy_requests() to caseward_app;
