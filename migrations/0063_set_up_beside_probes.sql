-- Whoever proves a deployment, or has it attacked on schedule, before it is set up leaves throw-away people in it for a
-- while. They are nobody's account: what counts is a workspace that is not synthetic, which set-up makes together with
-- the first account, in one transaction. A workspace's row outlives its erasure, so that this never turns back.
create function app.is_set_up() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select exists (select 1 from app.workspaces w where not w.synthetic) $$;

create or replace function app.save_setup_link(p_token_digest bytea, p_minutes int) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if app.is_set_up() then
    return false;
  end if;
  update app.setup_links set used_at = now() where used_at is null;
  insert into app.setup_links (token_digest, expires_at)
    values (p_token_digest, now() + make_interval(mins => p_minutes));
  return true;
end
$$;

create or replace function app.setup_link_open(p_token_digest bytea) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select 1 from app.setup_links l
    where l.token_digest = p_token_digest and l.used_at is null and l.expires_at > now())
    and not app.is_set_up()
$$;

create or replace function app.redeem_setup_link(p_token_digest bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  lock table app.setup_links in share row exclusive mode;
  if app.is_set_up() then
    return false;
  end if;
  update app.setup_links l set used_at = now()
    where l.token_digest = p_token_digest and l.used_at is null and l.expires_at > now();
  return found;
end
$$;

grant execute on function app.is_set_up() to caseward_app;
