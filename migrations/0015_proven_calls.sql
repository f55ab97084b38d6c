-- Two doors let someone in without a session: the job's and the sign-in's. Whoever can run SQL as the live
-- role must not be able to open them, so each wants a proof made with a key that the server derives and that
-- the database keeps where the live role cannot read it.

alter table app.context_secrets add column door_key bytea check (length(door_key) = 32);
create policy definer_keeps on app.context_secrets for update to caseward_owner using (true) with check (true);

-- The first start leaves the key; any later one must bring the same.
create function app.keep_door_key(p_key bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update app.context_secrets s set door_key = p_key where s.door_key is null;
  return exists (select 1 from app.context_secrets s where s.door_key = p_key);
end
$$;
grant execute on function app.keep_door_key(bytea) to caseward_app;

-- A proof names what it is for and the moment it was made (ms since 1970), and holds for two minutes.
create function app.proven(p_subject text, p_moment bigint, p_proof bytea) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select abs(extract(epoch from now()) * 1000 - p_moment) < 120000
    and sha256(s.door_key || convert_to(p_subject || '@' || p_moment::text, 'UTF8') || s.door_key) = p_proof
  from app.context_secrets s
$$;

drop function app.enter_as_system(uuid);
create function app.enter_as_system(p_workspace uuid, p_moment bigint, p_proof bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform 1 from app.workspaces w where w.id = p_workspace and w.state <> 'purged'
    and app.proven('job ' || p_workspace::text, p_moment, p_proof);
  if not found then
    raise exception 'workspace refused' using errcode = 'CW404';
  end if;
  perform app.put_context('00000000-0000-0000-0000-000000000000', p_workspace,
    '00000000-0000-0000-0000-000000000000', 6, false);
end
$$;
grant execute on function app.enter_as_system(uuid, bigint, bytea) to caseward_app;

revoke execute on function app.create_session(uuid, uuid, boolean, bytea) from caseward_app;
create function app.open_session(p_id uuid, p_user uuid, p_private boolean, p_sealed_origin bytea,
  p_moment bigint, p_proof bytea)
returns table (ended uuid, ended_origin bytea, ended_last_seen_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if app.proven('session ' || p_id::text || ' ' || p_user::text, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  return query select * from app.create_session(p_id, p_user, p_private, p_sealed_origin);
end
$$;
grant execute on function app.open_session(uuid, uuid, boolean, bytea, bigint, bytea) to caseward_app;
