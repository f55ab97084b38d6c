-- Access reviews: who is in, with what, and whether they still should be; what was said of each is kept.

-- How often one is opened by itself; no row: every six months. Null: never.
create table app.access_review_schedules (
  workspace_id uuid primary key references app.workspaces (id) on delete cascade,
  every_months int check (every_months in (3, 6, 12)),
  changed_at timestamptz not null default now()
);
create table app.access_reviews (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  opened_by uuid references app.users (id) on delete restrict,
  opened_at timestamptz not null default now(),
  due_at timestamptz not null default now() + interval '14 days',
  closed_at timestamptz,
  closed_by uuid references app.users (id) on delete restrict,
  sealed_record bytea,
  record_digest bytea check (length(record_digest) = 32),
  primary key (workspace_id, id),
  check ((closed_at is null) = (sealed_record is null) and (closed_at is null) = (record_digest is null)
    and (closed_at is null) = (closed_by is null))
);
create unique index access_reviews_open on app.access_reviews (workspace_id) where closed_at is null;
create index access_reviews_newest on app.access_reviews (workspace_id, opened_at desc);
-- A member as they were when the review was opened, and what was said of them.
create table app.access_review_members (
  workspace_id uuid not null,
  review_id uuid not null,
  user_id uuid not null references app.users (id) on delete restrict,
  role text not null check (role in ('owner', 'admin', 'manager', 'reviewer', 'member', 'viewer')),
  joined_at timestamptz not null,
  last_seen_at timestamptz,
  passkeys int not null check (passkeys >= 0),
  totp boolean not null,
  password boolean not null,
  tokens int not null check (tokens >= 0),
  grants int not null check (grants >= 0),
  decision text check (decision in ('keep', 'lower', 'remove')),
  new_role text check (new_role in ('owner', 'admin', 'manager', 'reviewer', 'member', 'viewer')),
  sealed_reason bytea,
  decided_by uuid references app.users (id) on delete restrict,
  decided_at timestamptz,
  primary key (workspace_id, review_id, user_id),
  foreign key (workspace_id, review_id) references app.access_reviews (workspace_id, id) on delete cascade,
  check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null)
    and (decision is null) = (sealed_reason is null)),
  check ((decision = 'lower') is true = (new_role is not null)),
  -- Nobody judges themselves.
  check (decided_by <> user_id)
);

alter table app.access_review_schedules enable row level security;
alter table app.access_review_schedules force row level security;
alter table app.access_reviews enable row level security;
alter table app.access_reviews force row level security;
alter table app.access_review_members enable row level security;
alter table app.access_review_members force row level security;
create policy tenant on app.access_review_schedules to caseward_app
  using (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5)
  with check (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5);
create policy tenant on app.access_reviews to caseward_app
  using (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5)
  with check (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5);
create policy tenant on app.access_review_members to caseward_app
  using (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5)
  with check (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5);
create policy operator on app.access_review_schedules to caseward_operator using (true) with check (true);
create policy operator on app.access_reviews to caseward_operator using (true) with check (true);
create policy operator on app.access_review_members to caseward_operator using (true) with check (true);
create policy definer on app.access_review_schedules for select to caseward_owner using (true);
create policy definer on app.access_reviews for select to caseward_owner using (true);
grant select on app.access_review_schedules, app.access_reviews, app.access_review_members to caseward_app, caseward_operator;
grant insert (workspace_id, every_months), update (every_months, changed_at) on app.access_review_schedules to caseward_app;
grant insert (workspace_id, id, opened_by), update (closed_at, closed_by, sealed_record, record_digest)
  on app.access_reviews to caseward_app;
grant insert (workspace_id, review_id, user_id, role, joined_at, last_seen_at, passkeys, totp, password, tokens, grants),
  update (decision, new_role, sealed_reason, decided_by, decided_at) on app.access_review_members to caseward_app;
grant update (sealed_record) on app.access_reviews to caseward_operator;
grant update (sealed_reason) on app.access_review_members to caseward_operator;

-- Workspaces whose review is due: none is open, and the last one, or the beginning, is as long ago as they said. Those of
-- a proof run are left alone.
create function app.access_reviews_due(p_moment bigint, p_proof bytea) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select w.id from app.workspaces w left join app.access_review_schedules s on s.workspace_id = w.id
  where w.state = 'active' and not w.synthetic and app.proven('access reviews', p_moment, p_proof)
    and coalesce((select max(r.opened_at) from app.access_reviews r where r.workspace_id = w.id), w.created_at)
      + make_interval(months => case when s.workspace_id is null then 6 else s.every_months end) <= now()
    and not exists (select 1 from app.access_reviews r where r.workspace_id = w.id and r.closed_at is null)
  order by w.id limit 1000
$$;
grant execute on function app.access_reviews_due(bigint, bytea) to caseward_app;
