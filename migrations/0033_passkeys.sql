-- Passkeys (WebAuthn): made by who is signed in, used to sign in, as a second factor, and to confirm oneself.

-- The browser and device it was made with, so that several can be told apart. There is no passkey yet.
alter table app.passkeys add column sealed_device bytea not null;
grant update (sealed_device) on app.passkeys to caseward_operator;

-- What is asked of a session is answered in it; null: asked of whoever comes.
alter table app.factor_challenges add column session_id uuid references app.sessions (id) on delete cascade;
create index factor_challenges_session on app.factor_challenges (session_id);
create index factor_challenges_expiry on app.factor_challenges (expires_at);

-- A challenge for this purpose, good for five minutes: for this session, or for whoever comes.
create function app.save_factor_challenge(p_session uuid, p_purpose text, p_digest bytea, p_moment bigint, p_proof bytea)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid;
begin
  if app.proven('challenge ' || p_purpose || ' ' || encode(p_digest, 'hex'), p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  if p_purpose = 'passkey_enrol' then
    who := app.require_recent_factor(p_session);
  elsif p_purpose = 'passkey_step_up' then
    who := (app.use_session(p_session)).user_id;
  elsif p_session is not null then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  delete from app.factor_challenges c where c.expires_at < now() - interval '1 hour';
  insert into app.factor_challenges (user_id, session_id, purpose, challenge_digest, expires_at)
    values (who, p_session, p_purpose, p_digest, now() + interval '5 minutes');
end
$$;
grant execute on function app.save_factor_challenge(uuid, text, bytea, bigint, bytea) to caseward_app;

-- Uses the challenge up, whatever becomes of the answer. No row: unknown, used, too old, for something else, or of
-- another session.
create function app.take_factor_challenge(p_session uuid, p_purpose text, p_digest bytea)
returns table (user_id uuid)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  update app.factor_challenges c set used_at = now()
    where c.challenge_digest = p_digest and c.purpose = p_purpose and c.session_id is not distinct from p_session
      and c.used_at is null and c.expires_at > now()
    returning c.user_id
$$;
grant execute on function app.take_factor_challenge(uuid, text, bytea) to caseward_app;

create function app.find_passkey(p_credential bytea, p_moment bigint, p_proof bytea)
returns table (id uuid, user_id uuid, public_key bytea, sealed_profile bytea)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if app.proven('passkey ' || encode(p_credential, 'hex'), p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  return query select k.id, k.user_id, k.public_key, u.sealed_profile
    from app.passkeys k join app.users u on u.id = k.user_id
    where k.credential_id = p_credential and u.disabled_at is null;
end
$$;
grant execute on function app.find_passkey(bytea, bigint, bytea) to caseward_app;

-- Notes a use: `used`, `missing`, or `stale`: a counter that counts goes up, and one that does not was copied with its
-- key (WebAuthn 6.1.1).
create function app.use_passkey(p_id uuid, p_counter bigint, p_backed_up boolean, p_moment bigint, p_proof bytea)
returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if app.proven('use-passkey ' || p_id::text || ' ' || p_counter::text, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  update app.passkeys k set counter = p_counter, backed_up = p_backed_up, last_used_at = now()
    where k.id = p_id and (p_counter > k.counter or p_counter = 0 and k.counter = 0);
  if found then
    return 'used';
  end if;
  return case when exists (select 1 from app.passkeys k where k.id = p_id) then 'stale' else 'missing' end;
end
$$;
grant execute on function app.use_passkey(uuid, bigint, boolean, bigint, bytea) to caseward_app;

-- False for a credential that somebody has, and beyond twenty.
create function app.add_passkey(p_session uuid, p_id uuid, p_credential bytea, p_public_key bytea, p_counter bigint,
  p_transports text[], p_backed_up boolean, p_sealed_name bytea, p_sealed_device bytea, p_moment bigint, p_proof bytea)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := app.require_recent_factor(p_session);
begin
  if app.proven('add-passkey ' || p_id::text || ' ' || encode(p_credential, 'hex'), p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  perform 1 from app.users u where u.id = who for update;
  insert into app.passkeys
      (id, user_id, credential_id, public_key, counter, transports, backed_up, sealed_name, sealed_device)
    select p_id, who, p_credential, p_public_key, p_counter, p_transports, p_backed_up, p_sealed_name, p_sealed_device
    where (select count(*) from app.passkeys k where k.user_id = who) < 20
    on conflict do nothing;
  return found;
end
$$;
grant execute on function app.add_passkey(uuid, uuid, bytea, bytea, bigint, text[], boolean, bytea, bytea, bigint, bytea)
  to caseward_app;

create function app.list_passkeys(p_session uuid)
returns table (id uuid, sealed_name bytea, sealed_device bytea, transports text[], backed_up boolean,
  created_at timestamptz, last_used_at timestamptz)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select k.id, k.sealed_name, k.sealed_device, k.transports, k.backed_up, k.created_at, k.last_used_at
  from app.use_full_session(p_session) s join app.passkeys k on k.user_id = s.user_id
  order by k.created_at, k.id
$$;
grant execute on function app.list_passkeys(uuid) to caseward_app;

-- What a browser needs to offer the right ones, for a sign-in under way too.
create function app.my_credentials(p_session uuid) returns table (credential_id bytea, transports text[])
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select k.credential_id, k.transports
  from app.use_session(p_session) s join app.passkeys k on k.user_id = s.user_id
  order by k.created_at, k.id
$$;
grant execute on function app.my_credentials(uuid) to caseward_app;

create function app.rename_passkey(p_session uuid, p_id uuid, p_sealed_name bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := (app.use_full_session(p_session)).user_id;
begin
  update app.passkeys k set sealed_name = p_sealed_name where k.id = p_id and k.user_id = who;
  return found;
end
$$;
grant execute on function app.rename_passkey(uuid, uuid, bytea) to caseward_app;

-- Whether a workspace shuts its door to this person once they have no strong factor.
create function app.strong_factor_demanded(p_user uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select 1 from app.memberships m join app.workspaces w on w.id = m.workspace_id and w.state = 'active'
    where m.user_id = p_user and m.state = 'active'
      and (m.admin_since <= now() - interval '7 days' or w.strong_factor_from <= now()))
$$;

-- `removed`, `missing`, or `needed`: the last strong factor stays while one is demanded. Backup codes stand in for a
-- strong factor and go with the last.
create function app.remove_passkey(p_session uuid, p_id uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := app.require_recent_factor(p_session);
begin
  perform 1 from app.users u where u.id = who for update;
  perform 1 from app.passkeys k where k.id = p_id and k.user_id = who;
  if not found then
    return 'missing';
  end if;
  if app.strong_factor_demanded(who)
    and not exists (select 1 from app.passkeys k where k.user_id = who and k.id <> p_id)
    and not exists (select 1 from app.totp_secrets t where t.user_id = who and t.confirmed_at is not null) then
    return 'needed';
  end if;
  delete from app.passkeys k where k.id = p_id and k.user_id = who;
  if not app.has_strong_factor(who) then
    delete from app.backup_codes b where b.user_id = who;
  end if;
  return 'removed';
end
$$;
grant execute on function app.remove_passkey(uuid, uuid) to caseward_app;
