-- What is done to an account, rather than in a workspace, asks for the whole sign-in too.

-- Asked in front of every such route. Returns whose session it is.
create function app.require_full_session(p_session uuid) returns uuid
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$ select (app.use_full_session(p_session)).user_id $$;
grant execute on function app.require_full_session(uuid) to caseward_app;

-- Before its second factor a session ends itself, or all at once, which helps whoever found a stranger's
-- session; it ends no other one.
create or replace function app.end_session(p_session uuid, p_other uuid) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  s app.sessions := app.use_session(p_session);
  n int;
begin
  if s.stage <> 'full' and p_other <> p_session then
    raise exception 'second factor missing' using errcode = 'CW402';
  end if;
  update app.sessions t set ended_at = now(), end_reason = 'ended'
    where t.id = p_other and t.user_id = s.user_id and t.ended_at is null;
  get diagnostics n = row_count;
  return n;
end
$$;
