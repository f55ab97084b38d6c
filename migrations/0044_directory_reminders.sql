-- A directory whose token ends stops keeping the workspace, silently: those who administer are told before, as of any token.
alter table app.scim_tokens add column reminded_days int check (reminded_days in (1, 7, 30));
grant select (reminded_days), update (reminded_days) on app.scim_tokens to caseward_app;

-- Of a token that another one outlasts, as after a rotation, nobody is told.
create function app.directory_tokens_to_remind(p_moment bigint, p_proof bytea)
returns table (workspace_id uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select t.workspace_id, t.id from app.scim_tokens t
  join app.scim_directories d on d.workspace_id = t.workspace_id and d.active
  join app.workspaces w on w.id = t.workspace_id and w.state = 'active'
  cross join lateral (select case when t.expires_at <= now() + interval '1 day' then 1
    when t.expires_at <= now() + interval '7 days' then 7 else 30 end as days) due
  where t.revoked_at is null and t.expires_at > now() and t.expires_at <= now() + interval '30 days'
    and t.expires_at > t.created_at + due.days * interval '1 day' + interval '1 hour'
    and (t.reminded_days is null or t.reminded_days > due.days)
    and not exists (select 1 from app.scim_tokens n
      where n.workspace_id = t.workspace_id and n.revoked_at is null and n.expires_at > t.expires_at)
    and app.proven('directory reminders', p_moment, p_proof)
$$;
grant execute on function app.directory_tokens_to_remind(bigint, bytea) to caseward_app;
