-- How often each actor or address has asked, per class of routes and window of time, shared by all nodes.
-- Unlogged: a count is worthless after its window, and a crash of the database only starts it anew.

create unlogged table app.rate_windows (
  class text not null check (length(class) between 1 and 40),
  -- A keyed digest: the table shows neither who nor from where.
  key bytea not null check (length(key) = 32),
  window_start timestamptz not null,
  ends_at timestamptz not null,
  used int not null check (used >= 0),
  last_grant int not null check (last_grant >= 0),
  primary key (class, key, window_start)
) with (fillfactor = 70);
create index rate_windows_ends on app.rate_windows (ends_at);
alter table app.rate_windows enable row level security;
alter table app.rate_windows force row level security;
create policy definer_counts on app.rate_windows to caseward_owner using (true) with check (true);

-- Takes up to p_want of what p_limit leaves in this window, never more. One statement: two nodes that ask at
-- once are put in a row by the conflict, and each is told what it was given and what is taken in all.
create function app.rate_take(
  p_class text, p_key bytea, p_window timestamptz, p_seconds int, p_want int, p_limit int,
  out granted int, out taken int
)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if p_want < 1 or p_limit < 1 or p_seconds < 1 then
    raise exception 'a rate takes and allows at least one in at least a second' using errcode = '22023';
  end if;
  insert into app.rate_windows as w (class, key, window_start, ends_at, used, last_grant)
    values (p_class, p_key, p_window, p_window + make_interval(secs => p_seconds),
      least(p_want, p_limit), least(p_want, p_limit))
  on conflict (class, key, window_start) do update
    set used = least(w.used + p_want, p_limit),
        last_grant = least(w.used + p_want, p_limit) - w.used
    where w.used < p_limit
  returning w.last_grant, w.used into granted, taken;
  if not found then
    granted := 0;
    taken := p_limit;
  end if;
end
$$;

-- Removes a batch of windows that are over; says how many. Two cleaners do not wait for each other.
create function app.rate_clean() returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  removed int;
begin
  delete from app.rate_windows w using (
    select o.ctid as place from app.rate_windows o
    where o.ends_at < now() - interval '1 minute'
    limit 10000 for update skip locked
  ) ended where w.ctid = ended.place;
  get diagnostics removed = row_count;
  return removed;
end
$$;

grant execute on function
  app.rate_take(text, bytea, timestamptz, int, int, int), app.rate_clean() to caseward_app;
