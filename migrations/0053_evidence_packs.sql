-- Signed packs of evidence, for anyone to fetch (claim FTS-24).
create table app.evidence_packs (
  id uuid primary key,
  made_at timestamptz not null default now(),
  build text not null check (length(build) <= 100),
  digest bytea not null check (length(digest) = 32),
  content bytea not null check (length(content) between 1 and 33554432)
);
create index evidence_packs_made on app.evidence_packs (made_at desc);
alter table app.evidence_packs enable row level security;
alter table app.evidence_packs force row level security;
create policy definer on app.evidence_packs to caseward_owner using (true) with check (true);
create policy operator on app.evidence_packs for select to caseward_operator using (true);
create policy published on app.evidence_packs for select to caseward_app using (true);
grant select on app.evidence_packs to caseward_app, caseward_operator;

create function app.keep_evidence_pack(p_id uuid, p_build text, p_digest bytea, p_content bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  delete from app.evidence_packs e where e.made_at < now() - interval '90 days';
  insert into app.evidence_packs (id, build, digest, content) values (p_id, p_build, p_digest, p_content);
  insert into app.audit_entries (actor_kind, action, target_kind, target_id, request_id)
    values ('operator', 'evidence-pack.made', 'deployment', p_id, 'cli');
end
$$;
grant execute on function app.keep_evidence_pack(uuid, text, bytea, bytea) to caseward_operator;

-- Days on which a promise was found broken: they stay when it holds again (claim FL-40).
create table app.red_days (
  claim_id text not null check (claim_id ~ '^[A-Z]{2,4}-[0-9]{2,3}$'),
  day date not null,
  primary key (claim_id, day)
);
alter table app.red_days enable row level security;
alter table app.red_days force row level security;
create policy definer on app.red_days to caseward_owner using (true) with check (true);
create policy operator on app.red_days for select to caseward_operator using (true);
create policy published on app.red_days for select to caseward_app using (true);
grant select on app.red_days to caseward_app, caseward_operator;

insert into app.red_days (claim_id, day)
select distinct c ->> 'id', (r.at at time zone 'UTC')::date
from app.proof_runs r cross join jsonb_array_elements(r.results) c
where c ->> 'status' = 'failing' and c ->> 'id' ~ '^[A-Z]{2,4}-[0-9]{2,3}$';

create or replace function app.save_proof_run(p_build text, p_results jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into app.proof_runs (build, results) values (p_build, p_results);
  delete from app.red_days d where d.day < now() - interval '400 days';
  insert into app.red_days (claim_id, day)
    select distinct c ->> 'id', (now() at time zone 'UTC')::date from jsonb_array_elements(p_results) c
    where c ->> 'status' = 'failing'
    on conflict do nothing;
end
$$;
