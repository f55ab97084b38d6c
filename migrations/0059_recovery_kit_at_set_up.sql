-- The recovery kit is the last step of the set-up: the link of the console opens it until it was confirmed to be on paper.
create policy definer_makes on app.recovery_kits for insert to caseward_owner with check (true);
create policy definer_confirms on app.recovery_kits for update to caseward_owner using (true) with check (true);

create function app.recovery_kit_state() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(
    (select case when k.confirmed_at is null then 'unconfirmed' else 'confirmed' end
     from app.recovery_kits k order by k.made_at desc limit 1), 'none')
$$;

-- A link of its own, which puts those before it out of use; false before anybody has an account, and once the kit is confirmed.
create function app.save_kit_link(p_token_digest bytea, p_minutes int) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if app.recovery_kit_state() = 'confirmed' or not exists (select 1 from app.users) then
    return false;
  end if;
  update app.setup_links set used_at = now() where used_at is null;
  insert into app.setup_links (token_digest, expires_at)
    values (p_token_digest, now() + make_interval(mins => p_minutes));
  return true;
end
$$;

create function app.kit_link_open(p_token_digest bytea) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select app.recovery_kit_state() <> 'confirmed' and exists (select 1 from app.setup_links l
    where l.token_digest = p_token_digest and l.used_at is null and l.expires_at > now())
$$;

-- Puts a kit in the place of one that nobody confirmed. A confirmed one is replaced by a command of the operator alone:
-- whoever could do it from here could have all later backups sealed to a key of their own.
create function app.make_recovery_kit(p_token_digest bytea, p_public_key bytea, p_word_digest bytea, p_moment bigint, p_proof bytea)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if app.proven('recovery kit ' || encode(p_public_key, 'hex'), p_moment, p_proof) is not true then
    return false;
  end if;
  lock table app.setup_links in share row exclusive mode;
  if not app.kit_link_open(p_token_digest) then
    return false;
  end if;
  insert into app.recovery_kits (public_key, word_digest, made_at) values (p_public_key, p_word_digest, clock_timestamp());
  return true;
end
$$;

-- 'gone' where the link opens nothing, 'wrong' where the word is not that of the newest kit; confirmed, the link is used up.
create function app.confirm_recovery_kit(p_token_digest bytea, p_word_digest bytea) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  lock table app.setup_links in share row exclusive mode;
  if not app.kit_link_open(p_token_digest) then
    return 'gone';
  end if;
  update app.recovery_kits k set confirmed_at = now()
    where k.id = (select n.id from app.recovery_kits n order by n.made_at desc limit 1) and k.word_digest = p_word_digest;
  if not found then
    return 'wrong';
  end if;
  update app.setup_links l set used_at = now() where l.token_digest = p_token_digest;
  return 'confirmed';
end
$$;

grant execute on function app.recovery_kit_state(), app.save_kit_link(bytea, int), app.kit_link_open(bytea),
  app.make_recovery_kit(bytea, bytea, bytea, bigint, bytea), app.confirm_recovery_kit(bytea, bytea) to caseward_app;
grant execute on function app.save_kit_link(bytea, int) to caseward_operator;
