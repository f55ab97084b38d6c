-- Passwords, and what mailed links and codes do once: reset one, or prove a new address.

-- Found in a breach after it was set: the next sign-in with it ends in a new one.
alter table app.passwords add column must_change boolean not null default false;
create index mailed_tokens_expiry on app.mailed_tokens (expires_at);

-- Whatever gives a second factor: a password that has to go goes before anything else is opened.
create function app.ask_for_new_password() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if new.stage = 'full' and new.first_factor = 'password'
    and exists (select 1 from app.passwords p where p.user_id = new.user_id and p.must_change) then
    new.stage := 'change_password';
  end if;
  return new;
end
$$;
create trigger ask_for_new_password before insert on app.sessions
  for each row execute function app.ask_for_new_password();

-- Signing in -------------------------------------------------------------------------------------------

-- What to compare with. A temporary one is good for a day.
create function app.find_password(p_user uuid, p_moment bigint, p_proof bytea)
returns table (hash text, temporary boolean, recheck boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if app.proven('password ' || p_user::text, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  return query select p.hash, p.temporary, p.recheck from app.passwords p
    where p.user_id = p_user and not (p.temporary and p.set_at < now() - interval '1 day');
end
$$;
grant execute on function app.find_password(uuid, bigint, bytea) to caseward_app;

-- A temporary one is gone with its first use; of two uses at once one finds it.
create function app.spend_temporary_password(p_user uuid, p_hash text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  delete from app.passwords p where p.user_id = p_user and p.hash = p_hash and p.temporary;
  return found;
end
$$;
grant execute on function app.spend_temporary_password(uuid, text) to caseward_app;

-- The same password, hashed at the cost of today.
create function app.rehash_password(p_user uuid, p_old text, p_new text, p_moment bigint, p_proof bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if app.proven('rehash ' || p_user::text || ' ' || p_new, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  update app.passwords p set hash = p_new where p.user_id = p_user and p.hash = p_old;
end
$$;
grant execute on function app.rehash_password(uuid, text, text, bigint, bytea) to caseward_app;

-- The check that could not be made when the password was set has been made.
create function app.settle_password_check(p_user uuid, p_hash text, p_breached boolean) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  update app.passwords p set recheck = false, must_change = p_breached where p.user_id = p_user and p.hash = p_hash
$$;
grant execute on function app.settle_password_check(uuid, text, boolean) to caseward_app;

-- Changing ---------------------------------------------------------------------------------------------

-- The session goes on under another id, and every other one of the person is over at this moment.
create function app.renew_alone(p_session uuid, p_new uuid, p_sealed_origin bytea, p_stage text, p_reason text,
  p_moment bigint, p_proof bytea) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := app.renew_session(p_session, p_new, p_sealed_origin, null, p_stage, p_moment, p_proof);
begin
  update app.sessions t set ended_at = now(), end_reason = p_reason
    where t.user_id = who and t.ended_at is null and t.id <> p_new;
  update app.users u set tokens_valid_after = s.created_at from app.sessions s where s.id = p_new and u.id = who;
  return who;
end
$$;

create function app.put_password(p_user uuid, p_hash text, p_temporary boolean, p_recheck boolean) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  insert into app.passwords as p (user_id, hash, temporary, recheck) values (p_user, p_hash, p_temporary, p_recheck)
    on conflict (user_id) do update set hash = excluded.hash, temporary = excluded.temporary, recheck = excluded.recheck,
      must_change = false, set_at = now();
  update app.mailed_tokens t set used_at = now()
    where t.user_id = p_user and t.purpose = 'password_reset' and t.used_at is null
$$;

-- Who asks for it has shown the old password, or a factor; the proof says so. A sign-in that waits for its second
-- factor sets none.
create function app.set_password(p_session uuid, p_new uuid, p_sealed_origin bytea, p_stage text, p_hash text,
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
  return app.renew_alone(p_session, p_new, p_sealed_origin, p_stage, 'password_changed', p_moment, p_proof);
end
$$;
grant execute on function app.set_password(uuid, uuid, bytea, text, text, boolean, bigint, bytea) to caseward_app;

-- Gives false where there was none.
create function app.remove_password(p_session uuid, p_new uuid, p_sealed_origin bytea, p_moment bigint, p_proof bytea)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := app.require_recent_factor(p_session);
begin
  delete from app.passwords p where p.user_id = who;
  if not found then
    return false;
  end if;
  update app.mailed_tokens t set used_at = now()
    where t.user_id = who and t.purpose = 'password_reset' and t.used_at is null;
  perform app.renew_alone(p_session, p_new, p_sealed_origin, 'full', 'password_removed', p_moment, p_proof);
  return true;
end
$$;
grant execute on function app.remove_password(uuid, uuid, bytea, bigint, bytea) to caseward_app;

-- By the operator alone: every session of the person ends, and the next thing they do is choose a password.
create function app.give_temporary_password(p_user uuid, p_hash text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update app.users u set tokens_valid_after = clock_timestamp() where u.id = p_user and u.disabled_at is null;
  if not found then
    return false;
  end if;
  update app.sessions t set ended_at = now(), end_reason = 'password_changed' where t.user_id = p_user and t.ended_at is null;
  perform app.put_password(p_user, p_hash, true, false);
  return true;
end
$$;
grant execute on function app.give_temporary_password(uuid, text) to caseward_operator;

-- By mail ----------------------------------------------------------------------------------------------

-- A newer one voids those before it. For nobody (null) nothing is kept, in the same time.
create function app.save_mailed_token(p_id uuid, p_user uuid, p_purpose text, p_digest bytea, p_minutes int,
  p_sealed_email bytea, p_email_digest bytea, p_moment bigint, p_proof bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if app.proven('mailed ' || p_id::text || ' ' || p_purpose, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  delete from app.mailed_tokens t where t.expires_at < now() - interval '1 day';
  update app.mailed_tokens t set used_at = now()
    where t.user_id = p_user and t.purpose = p_purpose and t.used_at is null;
  insert into app.mailed_tokens (id, user_id, purpose, token_digest, expires_at, sealed_email, email_digest)
    select p_id, u.id, p_purpose, p_digest, now() + make_interval(mins => p_minutes), p_sealed_email, p_email_digest
    from app.users u where u.id = p_user and u.disabled_at is null;
end
$$;
grant execute on function app.save_mailed_token(uuid, uuid, text, bytea, int, bytea, bytea, bigint, bytea) to caseward_app;

-- Whose link this is, while it is good. Looking uses nothing up.
create function app.find_password_reset(p_digest bytea) returns table (user_id uuid, sealed_profile bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select u.id, u.sealed_profile from app.mailed_tokens t join app.users u on u.id = t.user_id
  where t.token_digest = p_digest and t.purpose = 'password_reset' and t.used_at is null and t.expires_at > now()
    and u.disabled_at is null
$$;
grant execute on function app.find_password_reset(bytea) to caseward_app;

-- Uses the link up, then sets the password; all sessions of the person end.
create function app.redeem_password_reset(p_digest bytea, p_hash text, p_recheck boolean) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid;
begin
  update app.mailed_tokens t set used_at = now()
    where t.token_digest = p_digest and t.purpose = 'password_reset' and t.used_at is null and t.expires_at > now()
    returning t.user_id into who;
  if not found then
    return null;
  end if;
  update app.users u set tokens_valid_after = clock_timestamp() where u.id = who and u.disabled_at is null;
  if not found then
    return null;
  end if;
  update app.sessions t set ended_at = now(), end_reason = 'password_changed' where t.user_id = who and t.ended_at is null;
  perform app.put_password(who, p_hash, false, p_recheck);
  return who;
end
$$;
grant execute on function app.redeem_password_reset(bytea, text, boolean) to caseward_app;

-- The new address of the person of this session, for whoever holds the code that was sent there.
create function app.find_email_change(p_session uuid, p_digest bytea)
returns table (id uuid, sealed_email bytea)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select t.id, t.sealed_email from app.use_full_session(p_session) s join app.mailed_tokens t on t.user_id = s.user_id
  where t.token_digest = p_digest and t.purpose = 'email_change' and t.used_at is null and t.expires_at > now()
$$;
grant execute on function app.find_email_change(uuid, bytea) to caseward_app;

-- Gives false where the code is used up, or the address has become somebody else's. Codes and links that are on
-- their way to either address are void, and every other session is over.
create function app.change_email(p_session uuid, p_new uuid, p_sealed_origin bytea, p_digest bytea,
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
  update app.sign_in_codes c set consumed_at = now() where c.email_digest in (v_old, v_new) and c.consumed_at is null;
  update app.mailed_tokens t set used_at = now() where t.user_id = who and t.used_at is null;
  perform app.renew_alone(p_session, p_new, p_sealed_origin, 'full', 'email_changed', p_moment, p_proof);
  return true;
end
$$;
grant execute on function app.change_email(uuid, uuid, bytea, bytea, bytea, bigint, bytea) to caseward_app;
