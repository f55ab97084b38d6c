-- What health, the daily job and the page of the operator ask about backups: ages and figures, nothing of a workspace.

drop function app.backup_state();
create function app.backup_state(out newest timestamptz, out newest_complete timestamptz, out own boolean, out confirmed boolean,
  out drill_at timestamptz, out drill_passed boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select (select max(b.taken_at) from app.backups b),
    complete.taken_at, complete.own,
    (select k.confirmed_at is not null from app.recovery_kits k order by k.made_at desc limit 1),
    last.started_at, last.outcome = 'passed'
  from (select) here
    left join lateral (select b.taken_at, b.own from app.backups b where b.outcome = 'complete' order by b.taken_at desc limit 1) complete on true
    left join lateral (select d.started_at, d.outcome from app.drills d order by d.started_at desc limit 1) last on true
$$;

-- What is to be done now: a backup a day, a drill a week. Without a recovery kit, or where another tool reports its own, nothing.
create function app.backup_due() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select case
    when not exists (select from app.recovery_kits) or s.own is false
      or s.newest_complete > now() - interval '23 hours 30 minutes' then 'nothing'
    when s.drill_passed is not true or s.drill_at < now() - interval '6 days 12 hours' then 'drill'
    else 'backup' end
  from app.backup_state() s
$$;

create function app.list_backups(p_limit int) returns table (id text, own boolean, taken_at timestamptz, finished_at timestamptz,
  outcome text, place text, versioning text, object_lock text, total_rows bigint, total_files int, missing_files int, added_bytes bigint,
  removed_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select b.id, b.own, b.taken_at, b.finished_at, b.outcome, b.place, b.versioning, b.object_lock, b.total_rows, b.total_files,
    b.missing_files, b.added_bytes, b.removed_at
  from app.backups b order by b.taken_at desc limit least(p_limit, 100)
$$;
create function app.list_drills(p_limit int) returns table (id uuid, backup_id text, started_at timestamptz, finished_at timestamptz,
  outcome text, migration int, total_rows bigint, audit_entries bigint, opened_records int, opened_files int)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select d.id, d.backup_id, d.started_at, d.finished_at, d.outcome, d.migration, d.total_rows, d.audit_entries, d.opened_records,
    d.opened_files
  from app.drills d order by d.started_at desc limit least(p_limit, 100)
$$;
grant execute on function app.backup_state(), app.backup_due(), app.list_backups(int), app.list_drills(int) to caseward_app;
grant execute on function app.backup_due() to caseward_operator;
