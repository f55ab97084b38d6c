-- Exports of a whole workspace: built by a job in steps, one file of the archive each, so that a server that stops loses
-- one step. The archive itself is never stored in one piece: its files are sealed blobs, and a download strings them up.
create table app.exports (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null,
  requested_by uuid not null references app.users (id) on delete restrict,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'expired')),
  -- Where the next step begins; what the job itself wrote.
  place jsonb not null default '{}',
  steps int not null default 0 check (steps >= 0),
  steps_total int check (steps_total >= 0),
  files int not null default 0 check (files >= 0),
  size bigint check (size >= 0),
  -- The run that is at it, and when it was last heard of.
  run_id uuid,
  beat_at timestamptz,
  requested_at timestamptz not null default now(),
  done_at timestamptz,
  primary key (workspace_id, id)
);
create index exports_newest on app.exports (workspace_id, requested_at desc);
create unique index exports_under_way on app.exports (workspace_id) where state in ('queued', 'running');
create index exports_waiting on app.exports (beat_at) where state in ('queued', 'running');

-- One file of an archive. Its head (name, digest, sizes) is sealed once its bytes are in the store; without a head the
-- bytes are on their way, or were when a server stopped.
create table app.export_files (
  workspace_id uuid not null,
  export_id uuid not null,
  number int not null check (number > 0),
  id uuid not null,
  sealed_head bytea,
  sealed_file_key bytea,
  primary key (workspace_id, export_id, number),
  unique (workspace_id, id),
  foreign key (workspace_id, export_id) references app.exports (workspace_id, id) on delete cascade
);
create trigger note_gone after delete on app.export_files for each row execute function app.note_gone_file();

alter table app.exports enable row level security;
alter table app.exports force row level security;
alter table app.export_files enable row level security;
alter table app.export_files force row level security;
create policy tenant on app.exports to caseward_app
  using (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5)
  with check (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5);
create policy tenant on app.export_files to caseward_app
  using (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5)
  with check (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5);
create policy operator on app.exports to caseward_operator using (true) with check (true);
create policy operator on app.export_files to caseward_operator using (true) with check (true);
create policy definer on app.exports to caseward_owner using (true) with check (true);
create policy definer on app.export_files to caseward_owner using (true) with check (true);
grant select on app.exports, app.export_files to caseward_app, caseward_operator;
grant insert (workspace_id, id, requested_by),
  update (state, place, steps, steps_total, files, size, run_id, beat_at, done_at) on app.exports to caseward_app;
grant insert (workspace_id, export_id, number, id), update (sealed_head), delete on app.export_files to caseward_app;
grant update (sealed_head, sealed_file_key) on app.export_files to caseward_operator;

-- Exports nobody is at: just asked for, or left by a server that stopped.
create function app.exports_waiting(p_moment bigint, p_proof bytea) returns table (workspace_id uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select x.workspace_id, x.id from app.exports x
  where x.state in ('queued', 'running') and app.proven('exports', p_moment, p_proof)
    and coalesce(x.beat_at, x.requested_at) < now() - interval '1 minute'
  order by x.requested_at limit 100
$$;
grant execute on function app.exports_waiting(bigint, bytea) to caseward_app;

-- An archive is there for a day. One that was never done is given up three days after it was asked for.
create function app.expire_exports() returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update app.exports x set state = 'failed', done_at = now()
    where x.state in ('queued', 'running') and x.requested_at < now() - interval '3 days';
  update app.exports x set state = 'expired'
    where x.state = 'done' and x.done_at < now() - interval '1 day';
  delete from app.export_files f using app.exports x
    where x.workspace_id = f.workspace_id and x.id = f.export_id and x.state in ('expired', 'failed')
      and x.done_at < now() - interval '1 day';
end
$$;
grant execute on function app.expire_exports() to caseward_app;
