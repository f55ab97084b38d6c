-- Recovery kits, backups and drills. They belong to the deployment; the operator writes them, health asks of what age they are.

-- The public half of a backup key. The private half was printed and exists on paper alone.
create table app.recovery_kits (
  id uuid primary key default gen_random_uuid(),
  public_key bytea not null check (length(public_key) = 32),
  word_digest bytea not null check (length(word_digest) = 32),
  made_at timestamptz not null default now(),
  confirmed_at timestamptz
);
create table app.backups (
  id text primary key check (length(id) <= 100),
  -- Another tool's backup is told of, not made by us.
  own boolean not null,
  taken_at timestamptz not null,
  finished_at timestamptz not null default now(),
  outcome text not null check (outcome in ('complete', 'incomplete', 'failed')),
  place text not null check (length(place) <= 500),
  versioning text not null default 'unknown' check (versioning in ('on', 'off', 'unknown')),
  object_lock text not null default 'unknown' check (object_lock in ('on', 'off', 'unknown')),
  migration int,
  total_rows bigint not null default 0 check (total_rows >= 0),
  total_files int not null default 0 check (total_files >= 0),
  missing_files int not null default 0 check (missing_files >= 0),
  -- What this backup added to the archive.
  added_bytes bigint not null default 0 check (added_bytes >= 0),
  failure text check (length(failure) <= 1000),
  removed_at timestamptz
);
create index backups_newest on app.backups (taken_at desc);
create table app.drills (
  id uuid primary key default gen_random_uuid(),
  backup_id text not null references app.backups (id) on delete cascade,
  started_at timestamptz not null,
  finished_at timestamptz not null default now(),
  outcome text not null check (outcome in ('passed', 'failed')),
  migration int not null,
  total_rows bigint not null default 0,
  audit_entries bigint not null default 0,
  opened_records int not null default 0,
  opened_files int not null default 0,
  failure text check (length(failure) <= 1000)
);
create index drills_newest on app.drills (started_at desc);

do $$
declare
  name text;
begin
  foreach name in array array['recovery_kits', 'backups', 'drills'] loop
    execute format('alter table app.%I enable row level security', name);
    execute format('alter table app.%I force row level security', name);
    execute format('create policy operator on app.%I to caseward_operator using (true) with check (true)', name);
    execute format('create policy definer on app.%I for select to caseward_owner using (true)', name);
    execute format('grant select, insert on app.%I to caseward_operator', name);
  end loop;
  -- What a backup holds and the operator could not read yet.
  foreach name in array array['backup_codes', 'break_glass_uses', 'passwords', 'probe_worlds', 'proof_runs',
    'sso_people', 'sso_spent'] loop
    execute format('create policy operator on app.%I for select to caseward_operator using (true)', name);
    execute format('grant select on app.%I to caseward_operator', name);
  end loop;
end $$;
grant update (confirmed_at) on app.recovery_kits to caseward_operator;
grant update (removed_at) on app.backups to caseward_operator;

-- Since when the newest backup holds everything; where there is none, since when there is something to hold.
create function app.backup_state(out kit boolean, out confirmed boolean, out since timestamptz, out drill text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select from app.recovery_kits), exists (select from app.recovery_kits k where k.confirmed_at is not null),
    coalesce(
      (select max(b.taken_at) from app.backups b where b.outcome = 'complete' and b.removed_at is null),
      (select min(w.created_at) from app.workspaces w where not w.synthetic)),
    (select d.outcome from app.drills d order by d.started_at desc limit 1)
$$;
grant execute on function app.backup_state() to caseward_app;
