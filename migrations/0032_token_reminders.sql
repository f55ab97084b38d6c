-- An end is set by the clock of the server, just after the moment the row is made: a token of exactly a term's length
-- is not reminded at it.
create or replace function app.tokens_to_remind(p_moment bigint, p_proof bytea)
returns table (workspace_id uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select t.workspace_id, t.id from app.api_tokens t
  join app.workspaces w on w.id = t.workspace_id and w.state = 'active'
  cross join lateral (select case when t.expires_at <= now() + interval '1 day' then 1
    when t.expires_at <= now() + interval '7 days' then 7 else 30 end as days) due
  where t.revoked_at is null and t.expires_at > now() and t.expires_at <= now() + interval '30 days'
    and t.expires_at > t.created_at + due.days * interval '1 day' + interval '1 hour'
    and (t.reminded_days is null or t.reminded_days > due.days)
    and app.proven('reminders', p_moment, p_proof)
$$;
