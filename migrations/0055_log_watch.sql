-- Rules that watch the audit log of a workspace, and where its entries are streamed to. Both follow the sealed log by
-- number: what they have reached is kept with what they did about it, in one transaction.
create table app.log_alerts (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null,
  sealed_name bytea not null,
  kind text not null check (kind in ('export', 'role-to-admin', 'break-glass', 'many-reads', 'refused-sign-ins', 'security-changed')),
  threshold int not null check (threshold between 1 and 10000),
  window_minutes int not null check (window_minutes between 1 and 1440),
  by_mail boolean not null,
  -- Where to, and what it is signed with.
  sealed_webhook bytea,
  active boolean not null default true,
  -- The number of the last entry that was judged.
  judged_to bigint not null,
  made_by uuid not null references app.users (id) on delete restrict,
  made_at timestamptz not null default now(),
  version int not null default 1,
  primary key (workspace_id, id),
  check (by_mail or sealed_webhook is not null)
);

-- One message to one place. It stays until it was sent, and for 90 days after.
create table app.alert_deliveries (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  alert_id uuid not null,
  channel text not null check (channel in ('mail', 'webhook')),
  entry_id uuid not null references app.audit_entries (id) on delete restrict,
  actor_id uuid,
  count int not null check (count > 0),
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  tries int not null default 0,
  next_try_at timestamptz not null default now(),
  failure text check (length(failure) <= 40),
  made_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, alert_id, channel, entry_id),
  foreign key (workspace_id, alert_id) references app.log_alerts (workspace_id, id) on delete cascade
);
create index alert_deliveries_due on app.alert_deliveries (next_try_at) where state = 'waiting';
create index alert_deliveries_newest on app.alert_deliveries (workspace_id, made_at desc);

create table app.log_streams (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('syslog', 'webhook', 's3')),
  sealed_settings bytea not null,
  active boolean not null default true,
  -- The number of the last entry that was taken over there.
  sent_to bigint not null,
  sent bigint not null default 0,
  last_sent_at timestamptz,
  tries int not null default 0,
  failing_since timestamptz,
  failure text check (length(failure) <= 40),
  next_try_at timestamptz not null default now(),
  -- Who is at it: one at a time, so that the order holds.
  lease_id uuid,
  leased_until timestamptz,
  made_by uuid not null references app.users (id) on delete restrict,
  made_at timestamptz not null default now(),
  version int not null default 1,
  primary key (workspace_id, id)
);

do $$
declare
  t text;
begin
  foreach t in array array['log_alerts', 'alert_deliveries', 'log_streams'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy tenant on app.%I to caseward_app using (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5)'
      || ' with check (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5)', t);
    execute format('create policy operator on app.%I to caseward_operator using (true) with check (true)', t);
    execute format('create policy definer on app.%I to caseward_owner using (true) with check (true)', t);
    execute format('create policy erasure on app.%I to caseward_owner using (workspace_id = (select app.erasing()))'
      || ' with check (workspace_id = (select app.erasing()))', t);
    execute format('grant select on app.%I to caseward_app, caseward_operator', t);
  end loop;
end
$$;
grant insert (workspace_id, id, sealed_name, kind, threshold, window_minutes, by_mail, sealed_webhook, judged_to, made_by),
  update (sealed_name, threshold, window_minutes, active, judged_to, version), delete on app.log_alerts to caseward_app;
grant insert (workspace_id, alert_id, channel, entry_id, actor_id, count),
  update (state, tries, next_try_at, failure, sent_at) on app.alert_deliveries to caseward_app;
grant insert (workspace_id, id, kind, sealed_settings, sent_to, made_by),
  update (active, sent_to, sent, last_sent_at, tries, failing_since, failure, next_try_at, lease_id, leased_until, version),
  delete on app.log_streams to caseward_app;
grant update (sealed_name, sealed_webhook) on app.log_alerts to caseward_operator;
grant update (sealed_settings) on app.log_streams to caseward_operator;

-- What there is to do in which workspace. Forgets what was sent long ago.
create function app.log_work(p_moment bigint, p_proof bytea) returns table (workspace_id uuid, work text, id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  top bigint := (select coalesce(max(l.seq), -1) from app.audit_leaves l);
begin
  if app.proven('log work', p_moment, p_proof) is not true then
    return;
  end if;
  delete from app.alert_deliveries d where d.state <> 'waiting' and d.made_at < now() - interval '90 days';
  return query select x.* from (
    select distinct a.workspace_id, 'alerts', null::uuid from app.log_alerts a where a.active and a.judged_to < top
    union all
    select distinct d.workspace_id, 'deliveries', null::uuid from app.alert_deliveries d
      where d.state = 'waiting' and d.next_try_at <= now()
    union all
    select s.workspace_id, 'stream', s.id from app.log_streams s
      where s.active and s.sent_to < top and s.next_try_at <= now() and (s.leased_until is null or s.leased_until < now())
  ) x join app.workspaces w on w.id = x.workspace_id and w.state = 'active' limit 500;
end
$$;

-- How many streams there are, and how many have not got through for a quarter of an hour.
create function app.log_streams_state() returns table (active int, failing int)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select count(*)::int, count(*) filter (where s.failing_since < now() - interval '15 minutes')::int
  from app.log_streams s join app.workspaces w on w.id = s.workspace_id and w.state = 'active' where s.active
$$;
grant execute on function app.log_work(bigint, bytea), app.log_streams_state() to caseward_app;
