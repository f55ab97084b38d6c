-- What a security event ends, said once for every function that ends something: the account's side of the table in
-- server/security/security-events.ts, which a test holds it against.
create function app.ended_by(p_event text)
returns table (this_session boolean, other_sessions boolean, pending_sign_ins boolean, mailed_links boolean)
language plpgsql immutable
as $$
begin
  return query select e.this_session, e.other_sessions, e.pending_sign_ins, e.mailed_links from (values
      ('password-changed', false, true, true, true),
      ('password-removed', false, true, true, true),
      ('password-reset', true, true, true, true),
      ('temporary-password-given', true, true, true, true),
      ('email-changed', false, true, true, true),
      ('factors-reset', true, true, true, true),
      ('signed-out-everywhere', true, true, true, false),
      ('departed-for-good', true, true, true, false)
    ) e (event, this_session, other_sessions, pending_sign_ins, mailed_links)
    where e.event = p_event;
  if not found then
    raise exception 'no security event is called %', p_event;
  end if;
end
$$;

-- Ends them. `p_this` is the session the event was caused in, or the one it goes on as. Returns how many sessions ended.
create function app.end_credentials(p_event text, p_user uuid, p_this uuid) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  e record;
  n int;
begin
  select * into strict e from app.ended_by(p_event);
  update app.sessions t set ended_at = now(), end_reason = replace(p_event, '-', '_')
    where t.user_id = p_user and t.ended_at is null and case when t.id = p_this then e.this_session
      when t.stage = 'full' then e.other_sessions else e.pending_sign_ins end;
  get diagnostics n = row_count;
  if e.other_sessions then
    update app.users u set tokens_valid_after = coalesce((select s.created_at from app.sessions s
      where s.id = p_this and s.ended_at is null), clock_timestamp()) where u.id = p_user;
  end if;
  if e.mailed_links then
    update app.mailed_tokens t set used_at = now() where t.user_id = p_user and t.used_at is null;
    update app.sign_in_codes c set consumed_at = now() from app.users u
      where u.id = p_user and c.email_digest = u.email_digest and c.consumed_at is null;
  end if;
  return n;
end
$$;

-- The session goes on under another id, and what the event ends is over at this moment.
drop function app.renew_alone(uuid, uuid, bytea, text, text, bigint, bytea);
create function app.renew_alone(p_session uuid, p_new uuid, p_sealed_origin bytea, p_stage text, p_event text,
  p_moment bigint, p_proof bytea) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := app.renew_session(p_session, p_new, p_sealed_origin, null, p_stage, p_moment, p_proof);
begin
  perform app.end_credentials(p_event, who, p_new);
  return who;
end
$$;

create or replace function app.put_password(p_user uuid, p_hash text, p_temporary boolean, p_recheck boolean) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  insert into app.passwords as p (user_id, hash, temporary, recheck) values (p_user, p_hash, p_temporary, p_recheck)
    on conflict (user_id) do update set hash = excluded.hash, temporary = excluded.temporary, recheck = excluded.recheck,
      must_change = false, set_at = now()
$$;

create or replace function app.set_password(p_session uuid, p_new uuid, p_sealed_origin bytea, p_stage text, p_hash text,
  p_recheck boolean, p_moment bigint, p_proof bytea) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  s app.sessions := app.use_session(p_session);
begin
  if s.stage = 'second_factor' then
    raise exception 'sign-in not finished' using errcode = 'CW402';
  end if;
  if app.proven('renew ' || p_session::text || ' ' || p_new::text || ' ' || p_stage, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  perform app.put_password(s.user_id, p_hash, false, p_recheck);
  return app.renew_alone(p_session, p_new, p_sealed_origin, p_stage, 'password-changed', p_moment, p_proof);
end
$$;

create or replace function app.remove_password(p_session uuid, p_new uuid, p_sealed_origin bytea, p_moment bigint,
  p_proof bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := app.require_recent_factor(p_session);
begin
  delete from app.passwords p where p.user_id = who;
  if not found then
    return false;
  end if;
  perform app.renew_alone(p_session, p_new, p_sealed_origin, 'full', 'password-removed', p_moment, p_proof);
  return true;
end
$$;

create or replace function app.give_temporary_password(p_user uuid, p_hash text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform 1 from app.users u where u.id = p_user and u.disabled_at is null for update;
  if not found then
    return false;
  end if;
  perform app.end_credentials('temporary-password-given', p_user, null);
  perform app.put_password(p_user, p_hash, true, false);
  return true;
end
$$;

create or replace function app.redeem_password_reset(p_digest bytea, p_hash text, p_recheck boolean) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid;
begin
  update app.mailed_tokens t set used_at = now() from app.users u
    where t.token_digest = p_digest and t.purpose = 'password_reset' and t.used_at is null and t.expires_at > now()
      and u.id = t.user_id and u.disabled_at is null
    returning t.user_id into who;
  if not found then
    return null;
  end if;
  perform app.end_credentials('password-reset', who, null);
  perform app.put_password(who, p_hash, false, p_recheck);
  return who;
end
$$;

create or replace function app.change_email(p_session uuid, p_new uuid, p_sealed_origin bytea, p_digest bytea,
  p_sealed_profile bytea, p_moment bigint, p_proof bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := (app.use_full_session(p_session)).user_id;
  v_old bytea;
  v_new bytea;
begin
  update app.mailed_tokens t set used_at = now()
    where t.token_digest = p_digest and t.user_id = who and t.purpose = 'email_change' and t.used_at is null
      and t.expires_at > now()
    returning t.email_digest into v_new;
  if not found then
    return false;
  end if;
  select u.email_digest into v_old from app.users u where u.id = who for update;
  begin
    update app.users u set email_digest = v_new, sealed_profile = p_sealed_profile where u.id = who;
  exception when unique_violation then
    return false;
  end;
  -- What is on its way to the address there was; the new one's goes with the event.
  update app.sign_in_codes c set consumed_at = now() where c.email_digest = v_old and c.consumed_at is null;
  perform app.renew_alone(p_session, p_new, p_sealed_origin, 'full', 'email-changed', p_moment, p_proof);
  return true;
end
$$;

create or replace function app.end_all_sessions(p_session uuid) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return app.end_credentials('signed-out-everywhere', (app.use_session(p_session)).user_id, p_session);
end
$$;

create or replace function app.end_departed(p_user uuid) returns table (drafts int, sessions int)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  here uuid := app.tenant();
begin
  if here is null or app.actor_rank() < 5 or not exists (select 1 from app.memberships m
      where m.workspace_id = here and m.user_id = p_user and m.state = 'removed') then
    raise exception 'no departure' using errcode = 'CW404';
  end if;
  delete from app.case_drafts d where d.workspace_id = here and d.user_id = p_user;
  get diagnostics drafts = row_count;
  if exists (select 1 from app.memberships m where m.user_id = p_user and m.state <> 'removed') then
    update app.sessions s set ended_at = now(), end_reason = 'departure'
      where s.user_id = p_user and s.ended_at is null and s.sso_workspace_id = here;
    get diagnostics sessions = row_count;
  else
    sessions := app.end_credentials('departed-for-good', p_user, null);
  end if;
  update app.invitations i set state = 'cancelled' from app.users u
    where u.id = p_user and i.workspace_id = here and i.state = 'pending'
      and (i.inviter_id = p_user or i.email_digest = u.email_digest);
  return next;
end
$$;

-- By the operator alone: whoever has lost every strong factor enrols anew, after signing in by what is left.
create function app.reset_factors(p_user uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform 1 from app.users u where u.id = p_user and u.disabled_at is null for update;
  if not found then
    return false;
  end if;
  delete from app.totp_secrets t where t.user_id = p_user;
  delete from app.backup_codes b where b.user_id = p_user;
  delete from app.passkeys k where k.user_id = p_user;
  perform app.end_credentials('factors-reset', p_user, null);
  return true;
end
$$;
grant execute on function app.reset_factors(uuid) to caseward_operator;

-- What is under way for somebody hears of what shuts them out, on every node, whoever changed it and how: with the
-- commit, and no sooner. Rare enough for the lock that a notice takes (ADR 0012).
create function app.note_access_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_notify('caseward',
    json_build_array(null, 'access.changed', to_jsonb(coalesce(new, old)) ->> tg_argv[0])::text);
  return null;
end
$$;
create trigger note_access_change after update of ended_at on app.sessions
  for each row when (old.ended_at is null and new.ended_at is not null and old.stage = 'full')
  execute function app.note_access_change('user_id');
create trigger note_access_change after update of disabled_at on app.users
  for each row when (old.disabled_at is distinct from new.disabled_at) execute function app.note_access_change('id');
create trigger note_access_change after update of state, role, assigned_only on app.memberships
  for each row when (old.state is distinct from new.state or old.role is distinct from new.role
    or old.assigned_only is distinct from new.assigned_only)
  execute function app.note_access_change('user_id');
create trigger note_access_change after delete on app.case_grants
  for each row execute function app.note_access_change('user_id');
create trigger note_access_change after update of revoked_at on app.api_tokens
  for each row when (old.revoked_at is null and new.revoked_at is not null)
  execute function app.note_access_change('maker_id');
create trigger note_access_change after update of state, ip_ranges, strong_factor_from, sso_enforced, sign_in_methods
  on app.workspaces
  for each row when (old.state is distinct from new.state or old.ip_ranges is distinct from new.ip_ranges
    or old.strong_factor_from is distinct from new.strong_factor_from
    or old.sso_enforced is distinct from new.sso_enforced
    or old.sign_in_methods is distinct from new.sign_in_methods)
  execute function app.note_access_change('id');
