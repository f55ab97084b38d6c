-- What finishes a sign-in and confirms a person again, what a workspace demands of it, and who lacks it.

-- Two factors are the default: a new workspace asks everybody for a strong one after a week. Its admins can lift
-- that for those who do not administer; workspaces that are there already keep what they had.
alter table app.workspaces alter column strong_factor_from set default now() + interval '7 days';

-- TOTP -------------------------------------------------------------------------------------------------

-- A new secret that waits for its first right code. False where one is in use already: that is switched off first.
create function app.begin_totp(p_session uuid, p_sealed_secret bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_user uuid := app.require_recent_factor(p_session);
begin
  insert into app.totp_secrets (user_id, sealed_secret) values (v_user, p_sealed_secret)
    on conflict (user_id) do update set sealed_secret = excluded.sealed_secret, last_step = 0, created_at = now()
      where app.totp_secrets.confirmed_at is null;
  return found;
end
$$;
grant execute on function app.begin_totp(uuid, bytea) to caseward_app;

-- The secret of the person of this session, whole or half.
create function app.my_totp(p_session uuid)
returns table (user_id uuid, sealed_secret bytea, confirmed boolean)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select t.user_id, t.sealed_secret, t.confirmed_at is not null
  from app.use_session(p_session) s join app.totp_secrets t on t.user_id = s.user_id
$$;
grant execute on function app.my_totp(uuid) to caseward_app;

-- Spends the step a right code was made for. Of two requests with one code, the second finds the step spent.
create function app.use_totp_step(p_session uuid, p_step bigint) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_user uuid := (app.use_session(p_session)).user_id;
begin
  update app.totp_secrets t set last_step = p_step
    where t.user_id = v_user and t.confirmed_at is not null and t.last_step < p_step;
  return found;
end
$$;
grant execute on function app.use_totp_step(uuid, bigint) to caseward_app;

-- The first right code puts this very secret into use, together with a set of backup codes.
create function app.confirm_totp(p_session uuid, p_sealed_secret bytea, p_step bigint, p_codes bytea[]) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_user uuid := app.require_recent_factor(p_session);
begin
  update app.totp_secrets t set confirmed_at = now(), last_step = p_step
    where t.user_id = v_user and t.confirmed_at is null and t.sealed_secret = p_sealed_secret;
  if not found then
    return false;
  end if;
  delete from app.backup_codes b where b.user_id = v_user;
  insert into app.backup_codes (user_id, code_digest) select v_user, c from unnest(p_codes) c;
  return true;
end
$$;
grant execute on function app.confirm_totp(uuid, bytea, bigint, bytea[]) to caseward_app;

-- Switches it off. Backup codes stand in for a strong factor: without one they go too.
create function app.end_totp(p_session uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_user uuid := app.require_recent_factor(p_session);
  v_had boolean;
begin
  delete from app.totp_secrets t where t.user_id = v_user;
  v_had := found;
  if not app.has_strong_factor(v_user) then
    delete from app.backup_codes b where b.user_id = v_user;
  end if;
  return v_had;
end
$$;
grant execute on function app.end_totp(uuid) to caseward_app;

-- Backup codes -----------------------------------------------------------------------------------------

-- A new set; the old one is void. False without a strong factor that they could stand in for.
create function app.replace_backup_codes(p_session uuid, p_codes bytea[]) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_user uuid := app.require_recent_factor(p_session);
begin
  if not app.has_strong_factor(v_user) then
    return false;
  end if;
  delete from app.backup_codes b where b.user_id = v_user;
  insert into app.backup_codes (user_id, code_digest) select v_user, c from unnest(p_codes) c;
  return true;
end
$$;
grant execute on function app.replace_backup_codes(uuid, bytea[]) to caseward_app;

-- Spends one; how many are left, or null for one that is not there or spent.
create function app.use_backup_code(p_session uuid, p_code bytea) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_user uuid := (app.use_session(p_session)).user_id;
begin
  update app.backup_codes b set used_at = now()
    where b.user_id = v_user and b.code_digest = p_code and b.used_at is null;
  if not found then
    return null;
  end if;
  return (select count(*) from app.backup_codes b where b.user_id = v_user and b.used_at is null);
end
$$;
grant execute on function app.use_backup_code(uuid, bytea) to caseward_app;

-- Devices ----------------------------------------------------------------------------------------------

-- Where this person was signed in before, whole: what a new sign-in is compared with.
create function app.earlier_origins(p_session uuid)
returns table (id uuid, sealed_origin bytea)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select t.id, t.sealed_origin
  from app.use_session(p_session) s join app.sessions t on t.user_id = s.user_id
  where t.id <> p_session and t.stage = 'full'
  order by t.last_seen_at desc limit 50
$$;
grant execute on function app.earlier_origins(uuid) to caseward_app;

-- Where private devices are not allowed, sessions of the long kind become short ones: when the workspace says so,
-- and when somebody joins it.
create function app.shorten_private_sessions() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update app.sessions s set private_device = false, expires_at = least(s.expires_at, now() + interval '8 hours')
    from app.memberships m join app.workspaces w on w.id = m.workspace_id
    where s.user_id = m.user_id and s.private_device and s.ended_at is null
      and m.state = 'active' and not w.private_devices
      and case tg_table_name when 'workspaces' then w.id = new.id
        else (m.workspace_id, m.user_id) = (select t.workspace_id, t.user_id from app.memberships t where t.id = new.id) end;
  return null;
end
$$;
create trigger shorten_private_sessions after update of private_devices on app.workspaces
  for each row when (old.private_devices and not new.private_devices) execute function app.shorten_private_sessions();
create trigger shorten_private_sessions after insert or update of state on app.memberships
  for each row when (new.state = 'active') execute function app.shorten_private_sessions();

-- What is demanded -------------------------------------------------------------------------------------

-- When the person of this session needs a strong factor at the latest; null: they have one, or nobody asks. The same
-- as app.check_demands refuses by, told beforehand.
create function app.enrolment_due(p_session uuid) returns timestamptz
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select min(least(m.admin_since + interval '7 days',
      case when s.sso_workspace_id is distinct from w.id then w.strong_factor_from end))
  from app.use_session(p_session) s
    join app.memberships m on m.user_id = s.user_id and m.state = 'active'
    join app.workspaces w on w.id = m.workspace_id and w.state = 'active'
  where not app.has_strong_factor(s.user_id)
$$;
grant execute on function app.enrolment_due(uuid) to caseward_app;

-- Members of the workspace that was entered who have no strong factor; told to those who administer it.
create function app.members_without_strong_factor() returns table (user_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select m.user_id from app.memberships m
  where m.workspace_id = app.tenant() and app.actor_rank() >= 5 and m.state = 'active'
    and not app.has_strong_factor(m.user_id)
$$;
grant execute on function app.members_without_strong_factor() to caseward_app;
