-- Rounds of the standing attacker, and what came of each.
create table app.attack_rounds (
  id uuid primary key,
  started_at timestamptz not null,
  finished_at timestamptz not null default now(),
  outcome text not null check (outcome in ('held', 'broken', 'not-tried')),
  probes int not null default 0 check (probes >= 0),
  calls int not null default 0 check (calls >= 0),
  incident_id uuid references app.incidents (id) on delete set null,
  check (incident_id is null or outcome = 'broken')
);
create index attack_rounds_started on app.attack_rounds (started_at desc);
create index attack_rounds_incident on app.attack_rounds (incident_id) where incident_id is not null;
alter table app.attack_rounds enable row level security;
alter table app.attack_rounds force row level security;
create policy definer on app.attack_rounds to caseward_owner using (true) with check (true);
create policy operator on app.attack_rounds for select to caseward_operator using (true);
create policy published on app.attack_rounds for select to caseward_app using (true);
grant select on app.attack_rounds to caseward_operator;
grant select (started_at, finished_at, outcome, probes, calls) on app.attack_rounds to caseward_app;

create function app.keep_attack_round(p_id uuid, p_started_at timestamptz, p_outcome text, p_probes int, p_calls int,
  p_incident uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  delete from app.attack_rounds r where r.started_at < now() - interval '400 days';
  insert into app.attack_rounds (id, started_at, outcome, probes, calls, incident_id)
    values (p_id, p_started_at, p_outcome, p_probes, p_calls, p_incident);
end
$$;
grant execute on function app.keep_attack_round(uuid, timestamptz, text, int, int, uuid) to caseward_operator;

-- Reviews of the DNS records, one each quarter (claim FC-44).
create table app.dns_reviews (
  id uuid primary key,
  at timestamptz not null default now(),
  names int not null check (names > 0),
  findings int not null check (findings >= 0),
  -- Who reviewed it, the names, and what was found.
  sealed_record bytea not null
);
create index dns_reviews_at on app.dns_reviews (at desc);
alter table app.dns_reviews enable row level security;
alter table app.dns_reviews force row level security;
create policy operator on app.dns_reviews to caseward_operator using (true) with check (true);
create policy reminded on app.dns_reviews for select to caseward_app using (true);
grant select, insert (id, names, findings, sealed_record), update (sealed_record) on app.dns_reviews to caseward_operator;
grant select (at) on app.dns_reviews to caseward_app;
