-- What anyone may read of how the deployment does: 90 days of it, and what its operator says about it (claim FL-39).
-- One row a day and part: how many looks found it how.
create table app.health_days (
  day date not null,
  part text not null check (part ~ '^[a-z_]{1,40}$'),
  ok int not null default 0,
  degraded int not null default 0,
  down int not null default 0,
  primary key (day, part)
);

-- How often anybody looked that day, and for how many minutes nobody did: then nothing ran here.
create table app.health_looks (
  day date primary key,
  looks int not null default 0,
  silent int not null default 0,
  last_at timestamptz not null default now()
);

-- When a part changed, and into what.
create table app.health_changes (
  id bigint generated always as identity primary key,
  part text not null check (part ~ '^[a-z_]{1,40}$'),
  status text not null check (status in ('ok', 'degraded', 'down', 'off')),
  note text check (note ~ '^[a-z_]{1,40}$'),
  at timestamptz not null default now()
);
create index health_changes_part on app.health_changes (part, id desc);

-- What the operator says about it. It is public; notes of one incident share `about`.
create table app.status_notes (
  id uuid primary key default gen_random_uuid(),
  about uuid not null,
  at timestamptz not null default now(),
  state text not null check (state in ('investigating', 'identified', 'watching', 'resolved', 'planned')),
  said text not null check (length(said) between 1 and 2000)
);
create index status_notes_at on app.status_notes (at desc);

do $$
declare
  name text;
begin
  foreach name in array array['health_days', 'health_looks', 'health_changes', 'status_notes'] loop
    execute format('alter table app.%I enable row level security', name);
    execute format('alter table app.%I force row level security', name);
    execute format('create policy published on app.%I for select to caseward_app using (true)', name);
    execute format('create policy operator on app.%I to caseward_operator using (true) with check (true)', name);
    execute format('grant select on app.%I to caseward_app, caseward_operator', name);
  end loop;
  foreach name in array array['health_days', 'health_looks', 'health_changes'] loop
    execute format('create policy definer on app.%I to caseward_owner using (true) with check (true)', name);
  end loop;
end
$$;
grant insert (id, about, state, said), delete on app.status_notes to caseward_operator;

-- Keeps one look at all parts ({"part": {"status": "ok", "note": null}}), with what changed since the one before, counts
-- the minutes in which nobody looked, and forgets what is older than 90 days.
create function app.note_health(p_parts jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := clock_timestamp();
  v_today date := (v_now at time zone 'UTC')::date;
  v_last timestamptz;
begin
  perform pg_advisory_xact_lock(20, 38);
  select max(l.last_at) into v_last from app.health_looks l;
  insert into app.health_looks as l (day, silent, last_at)
    select (m at time zone 'UTC')::date, count(*)::int, max(m)
    from generate_series(greatest(v_last, v_now - interval '90 days') + interval '2 minutes',
      v_now - interval '1 minute', interval '1 minute') m
    where v_last is not null
    group by 1
    on conflict (day) do update set silent = l.silent + excluded.silent;
  insert into app.health_looks as l (day, looks, last_at) values (v_today, 1, v_now)
    on conflict (day) do update set looks = l.looks + 1, last_at = v_now;
  insert into app.health_days as d (day, part, ok, degraded, down)
    select v_today, p.key, (p.value ->> 'status' = 'ok')::int, (p.value ->> 'status' = 'degraded')::int,
      (p.value ->> 'status' = 'down')::int
    from jsonb_each(p_parts) p where p.value ->> 'status' in ('ok', 'degraded', 'down')
    on conflict (day, part) do update
      set ok = d.ok + excluded.ok, degraded = d.degraded + excluded.degraded, down = d.down + excluded.down;
  insert into app.health_changes (part, status, note, at)
    select p.key, p.value ->> 'status', p.value ->> 'note', v_now
    from jsonb_each(p_parts) p
    left join lateral (select c.status, c.note from app.health_changes c where c.part = p.key order by c.id desc limit 1)
      before on true
    where (before.status, before.note) is distinct from (p.value ->> 'status', p.value ->> 'note');
  delete from app.health_days d where d.day < v_today - 90;
  delete from app.health_looks l where l.day < v_today - 90;
  -- The newest change of a part stays: it says since when it is as it is.
  delete from app.health_changes c where c.at < v_now - interval '90 days'
    and exists (select 1 from app.health_changes n where n.part = c.part and n.id > c.id);
end
$$;
grant execute on function app.note_health(jsonb) to caseward_app;
