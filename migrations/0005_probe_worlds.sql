-- Throw-away worlds of proof runs: synthetic workspaces and people, known to be such from their first row.

create table app.probe_worlds (
  id uuid primary key default gen_random_uuid(),
  workspace_ids uuid[] not null,
  user_ids uuid[] not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table app.probe_mails (
  id uuid primary key default gen_random_uuid(),
  world_id uuid not null references app.probe_worlds (id) on delete cascade,
  sealed_mail bytea not null,
  at timestamptz not null default clock_timestamp()
);
create index probe_mails_world on app.probe_mails (world_id, at);

-- What the last proof runs said, for the public security page.
create table app.proof_runs (
  id uuid primary key default gen_random_uuid(),
  at timestamptz not null default now(),
  build text not null check (length(build) <= 100),
  results jsonb not null
);
create index proof_runs_at on app.proof_runs (at desc);

do $$
declare
  name text;
begin
  foreach name in array array['probe_worlds', 'probe_mails', 'proof_runs'] loop
    execute format('alter table app.%I enable row level security', name);
    execute format('alter table app.%I force row level security', name);
    execute format('create policy definer on app.%I to caseward_owner using (true) with check (true)', name);
  end loop;
end
$$;
create policy published on app.proof_runs for select to caseward_app using (true);
grant select on app.proof_runs to caseward_app;

create function app.save_probe_world(p_id uuid, p_workspaces uuid[], p_users uuid[], p_minutes int) returns timestamptz
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  insert into app.probe_worlds (id, workspace_ids, user_ids, expires_at)
    values (p_id, p_workspaces, p_users, now() + make_interval(mins => p_minutes))
    returning expires_at
$$;

create function app.find_probe_world(p_id uuid)
returns table (workspace_ids uuid[], user_ids uuid[], expires_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select w.workspace_ids, w.user_ids, w.expires_at from app.probe_worlds w where w.id = p_id $$;

create function app.expired_probe_worlds() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select w.id from app.probe_worlds w where w.expires_at < now() $$;

create function app.save_probe_mail(p_world uuid, p_id uuid, p_sealed bytea) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$ insert into app.probe_mails (id, world_id, sealed_mail) values (p_id, p_world, p_sealed) $$;

create function app.list_probe_mails(p_world uuid) returns table (id uuid, sealed_mail bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select m.id, m.sealed_mail from app.probe_mails m where m.world_id = p_world order by m.at limit 500 $$;

-- Takes away what is left of a world once its records are gone: keys, memberships, people. Never touches a
-- workspace that is not synthetic. Audit entries stay: nobody deletes those.
create function app.purge_probe_world(p_id uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  w app.probe_worlds;
begin
  select * into w from app.probe_worlds t where t.id = p_id for update;
  if not found then
    return false;
  end if;
  update app.workspaces t set state = 'purged', settings = '{}', policies = '{}'
    where t.id = any (w.workspace_ids) and t.synthetic;
  delete from app.workspace_keys k using app.workspaces t
    where k.workspace_id = t.id and t.id = any (w.workspace_ids) and t.synthetic;
  delete from app.invitations i using app.workspaces t
    where i.workspace_id = t.id and t.id = any (w.workspace_ids) and t.synthetic;
  delete from app.memberships m using app.workspaces t
    where m.workspace_id = t.id and t.id = any (w.workspace_ids) and t.synthetic;
  delete from app.users u where u.id = any (w.user_ids)
    and not exists (select 1 from app.memberships m where m.user_id = u.id);
  delete from app.probe_worlds t where t.id = p_id;
  return true;
end
$$;

create function app.save_proof_run(p_build text, p_results jsonb) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$ insert into app.proof_runs (build, results) values (p_build, p_results) $$;

grant execute on function app.save_probe_world(uuid, uuid[], uuid[], int), app.find_probe_world(uuid),
  app.expired_probe_worlds(), app.save_probe_mail(uuid, uuid, bytea), app.list_probe_mails(uuid),
  app.purge_probe_world(uuid), app.save_proof_run(text, jsonb) to caseward_app;
